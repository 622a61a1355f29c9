import * as v from 'valibot'
import { textFor } from '#contract/announcements/shown.types.ts'
import type { Language } from '#contract/common.ts'
import { deskReadersOf } from '#contract/notifications/table.types.ts'
import { findOverdue } from '#server/announcements/announcements.queries.ts'
import { findDeskTimeZone } from '#server/desks/deskTimeZone.queries.ts'
import { now } from '#server/platform/clock.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { AddJob, JobTasks } from '#server/platform/jobs/jobs.ts'
import type { AlarmNotificationDeps } from './alarms.jobs.ts'
import { readDeskFacts } from './alarms.sql.ts'
import { makeSender } from './delivery.commands.ts'
import { appLink } from './domain/appLink.ts'
import { momentInWords } from './domain/moments.ts'
import { escapeBb, notificationTexts } from './notifications.texts.ts'
import { overdueTexts } from './overdue.texts.ts'
import { deskReaders, recipientKindsOf } from './recipients.queries.ts'

const late = v.object({ deskId: v.string(), announcementId: v.string(), notice: v.string() })

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    noticeOverdue: v.InferOutput<typeof late>
  }
}

/** One job an end that was planned. */
export async function notifyOfOverdue(
  unit: UnitOfWork,
  addJob: AddJob,
  { deskId, announcementId, until }: { deskId: string; announcementId: string; until: string },
): Promise<void> {
  const notice = `overdue ${announcementId} ${until}`
  await addJob(unit, 'noticeOverdue', { deskId, announcementId, notice }, { key: notice })
}

/** D3: those who may announce are told that maintenance has not been ended in time, unless somebody has done so meanwhile. */
export function overdueNotificationJobs(deps: AlarmNotificationDeps): JobTasks<'noticeOverdue'> {
  const send = makeSender(deps)
  const event = 'announcement.overdue'
  return {
    noticeOverdue: {
      payload: late,
      async run({ deskId, announcementId, notice }) {
        const at = now()
        const desk = await readDeskFacts(deps.db, deskId)
        const overdue = await findOverdue({ tx: deps.db, at }, { deskId, announcementId })
        if (desk === null || overdue === null) return
        const { memberId, appId } = desk
        const { title, until } = overdue
        const timeZone = await findDeskTimeZone(deps.db, deskId, at)
        const text = (language: Language) => {
          const moment = momentInWords(until, language, { timeZone, isNamed: true })
          const said = overdueTexts[language]({ title: escapeBb(textFor(title, language)), until: moment })
          const link = appLink(notificationTexts[language].open, { appId, at: { section: 'announcements' } })
          return `${said} ${link}`
        }
        const tag = `OPORA|OVERDUE|${announcementId}`
        const people = await deskReaders(deps, { deskId, assigneeId: null }, recipientKindsOf(deskReadersOf(event)))
        await send(people.map((reader) => ({ about: notice, event, memberId, deskId, ...reader, text, tag }) as const))
      },
    },
  }
}
