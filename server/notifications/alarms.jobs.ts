import * as v from 'valibot'
import { slaEvents } from '#contract/sla/events.ts'
import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import { makeSender, type NotificationDeps } from './delivery.commands.ts'
import { readAlarmFacts } from './alarms.sql.ts'
import { recipientKinds, type RecipientKind } from '#server/desks/recipients.queries.ts'
import { alarmTexts } from './alarms.texts.ts'

export type AlarmNotificationDeps = NotificationDeps & {
  /** The people behind `assigneeOrShift`, `lead` and so on, as they are when the notification is sent. */
  recipientsOf(desk: { deskId: string; assigneeId: number | null }, who: RecipientKind[]): Promise<number[]>
}

const firedAlarm = v.object({
  ticketId: v.string(),
  clock: slaEvents['sla.alarm'].payload.entries.clock,
  percent: v.number(),
  who: v.array(v.picklist(recipientKinds)),
  notice: v.string(),
})

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    noticeAlarm: v.InferOutput<typeof firedAlarm>
  }
}

/** S6: a clock that runs out, to whom the regulation names. An alarm fires once, so its key is the notification's. */
export function alarmNotificationJobs(deps: AlarmNotificationDeps): JobTasks<'noticeAlarm'> {
  const send = makeSender(deps)
  return {
    noticeAlarm: {
      payload: firedAlarm,
      async run({ ticketId, clock, percent, who, notice }) {
        const facts = await readAlarmFacts(deps.db, ticketId)
        if (facts === null) return
        const { number, domain, language, memberId, appId } = facts
        const text = alarmTexts[language](clock, percent, number, domain)
        const tag = `OPORA|SLA|${ticketId}`
        for (const userId of await deps.recipientsOf(facts, who)) {
          await send(notice, { memberId, userId, language, text, appId, ticketId, tag })
        }
      },
    },
  }
}
