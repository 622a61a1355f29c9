import * as v from 'valibot'
import type { Language } from '#contract/common.ts'
import { slaEvents } from '#contract/sla/events.ts'
import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import { makeSender, type NotificationDeps } from './delivery.commands.ts'
import { appLink } from './domain/appLink.ts'
import { readAlarmFacts } from './alarms.sql.ts'
import { recipientKinds } from '#server/desks/recipients.queries.ts'
import { alarmTexts } from './alarms.texts.ts'
import { escapeBb, notificationTexts } from './notifications.texts.ts'
import type { RecipientsPort } from './recipients.port.ts'
import { deskReaders } from './recipients.queries.ts'

export type AlarmNotificationDeps = NotificationDeps & RecipientsPort

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
        const { number, subject, client, memberId, appId } = facts
        const link = (said: Language) => appLink(notificationTexts[said].open, { appId, at: { ticket: ticketId } })
        const text = (said: Language) => `${alarmTexts[said](clock, percent, number, escapeBb(client))} ${link(said)}`
        const people = await deskReaders(deps, facts, who)
        const ticket = { ticketId, number, subject, seq: null }
        const told = { about: notice, event: 'sla.alarm' as const, memberId, deskId: facts.deskId, text, ticket }
        await send(people.map((reader) => ({ ...told, ...reader, tag: `OPORA|SLA|${ticketId}` })))
      },
    },
  }
}
