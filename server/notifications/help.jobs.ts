import * as v from 'valibot'
import type { Language } from '#contract/common.ts'
import { deskReadersOf } from '#contract/notifications/table.types.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { AddJob, JobTasks } from '#server/platform/jobs/jobs.ts'
import type { ReadEntry } from '#server/platform/journal/reaction.ts'
import type { AlarmNotificationDeps } from './alarms.jobs.ts'
import { readDeskFacts } from './alarms.sql.ts'
import { makeSender } from './delivery.commands.ts'
import { appLink } from './domain/appLink.ts'
import { helpNoticeTexts } from './help.texts.ts'
import { notificationTexts } from './notifications.texts.ts'
import { deskReaders, recipientKindsOf } from './recipients.queries.ts'

const asked = v.object({ deskId: v.string(), notice: v.string() })

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    noticeHelp: v.InferOutput<typeof asked>
  }
}

/** E7: that somebody has asked; the words and the address of whoever did stand on the page alone. */
export function helpNotificationJobs(deps: AlarmNotificationDeps): JobTasks<'noticeHelp'> {
  const send = makeSender(deps)
  const event = 'help.asked'
  return {
    noticeHelp: {
      payload: asked,
      async run({ deskId, notice }) {
        const desk = await readDeskFacts(deps.db, deskId)
        if (desk === null) return
        const { memberId, appId } = desk
        const text = (language: Language) =>
          `${helpNoticeTexts[language]} ${appLink(notificationTexts[language].open, { appId })}`
        const people = await deskReaders(deps, { deskId, assigneeId: null }, recipientKindsOf(deskReadersOf(event)))
        await send(
          people.map(
            (reader) => ({ about: notice, event, memberId, deskId, ...reader, text, tag: 'OPORA|HELP' }) as const,
          ),
        )
      },
    },
  }
}

export async function notifyOfHelp(
  unit: UnitOfWork,
  addJob: AddJob,
  { deskId, payload }: ReadEntry<'help.asked'>,
): Promise<void> {
  const notice = `help ${payload.questionId}`
  if (deskId !== null) await addJob(unit, 'noticeHelp', { deskId, notice }, { key: notice })
}
