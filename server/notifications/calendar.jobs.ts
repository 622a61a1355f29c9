import * as v from 'valibot'
import type { Language } from '#contract/common.ts'
import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import type { AlarmNotificationDeps } from './alarms.jobs.ts'
import { readDeskFacts } from './alarms.sql.ts'
import { calendarTexts } from './calendar.texts.ts'
import { makeSender } from './delivery.commands.ts'
import { appLink } from './domain/appLink.ts'
import { notificationTexts } from './notifications.texts.ts'
import { deskReaders } from './recipients.queries.ts'

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
        const { memberId, appId } = desk
        const text = (language: Language) =>
          `${calendarTexts[language](country, year)} ${appLink(notificationTexts[language].open, { appId })}`
        const owners = await deskReaders(deps, { deskId, assigneeId: null }, ['owner'])
        const tag = `OPORA|CALENDAR|${country}${year}`
        await send(
          owners.map((reader) => {
            return { about: notice, event: 'calendar.adopted', memberId, deskId, ...reader, text, tag }
          }),
        )
      },
    },
  }
}
