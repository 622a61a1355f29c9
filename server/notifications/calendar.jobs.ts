import * as v from 'valibot'
import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import type { AlarmNotificationDeps } from './alarms.jobs.ts'
import { readDeskFacts } from './alarms.sql.ts'
import { calendarTexts } from './calendar.texts.ts'
import { makeSender } from './delivery.commands.ts'
import { appLink } from './domain/appLink.ts'
import { notificationTexts } from './notifications.texts.ts'

const adoptedYear = v.object({ deskId: v.string(), country: v.string(), year: v.number(), notice: v.string() })

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    noticeCalendar: v.InferOutput<typeof adoptedYear>
  }
}

/** S1: the owners of a desk whose calendar has a year's official days from now on. */
export function calendarNotificationJobs(deps: AlarmNotificationDeps): JobTasks<'noticeCalendar'> {
  const send = makeSender(deps)
  return {
    noticeCalendar: {
      payload: adoptedYear,
      async run({ deskId, country, year, notice }) {
        const desk = await readDeskFacts(deps.db, deskId)
        if (desk === null) return
        const { memberId, language, appId } = desk
        const link = appLink(notificationTexts[language].open, { appId })
        const text = `${calendarTexts[language](country, year)} ${link}`
        const owners = await deps.recipientsOf({ deskId, assigneeId: null }, ['owner'])
        const tag = `OPORA|CALENDAR|${country}${year}`
        await send(
          owners.map((userId) => {
            return { about: notice, event: 'calendar.adopted', memberId, userId, text, tag }
          }),
        )
      },
    },
  }
}
