import * as v from 'valibot'
import type { Language } from '#contract/common.ts'
import { dutyStep } from '#contract/tickets/duty.types.ts'
import { slaEvents } from '#contract/sla/events.ts'
import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import { makeSender, type NotificationDeps } from './delivery.commands.ts'
import { appLink } from './domain/appLink.ts'
import { readAlarmFacts } from './alarms.sql.ts'
import { recipientKinds } from '#server/desks/recipients.queries.ts'
import { alarmTexts, dutyPageTexts } from './alarms.texts.ts'
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

const dutyPage = v.object({
  ticketId: v.string(),
  step: dutyStep,
  people: v.array(v.number()),
  notice: v.string(),
})
const kindOfStep = { onDuty: 'onDuty', next: 'onDuty', lead: 'lead', owner: 'owner' } as const

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    noticeAlarm: v.InferOutput<typeof firedAlarm>
    noticeDutyPage: v.InferOutput<typeof dutyPage>
  }
}

/** S6: a clock that runs out, to whom the regulation names. An alarm fires once, so its key is the notification's. */
export function alarmNotificationJobs(deps: AlarmNotificationDeps): JobTasks<'noticeAlarm' | 'noticeDutyPage'> {
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
    /** T12: whom this step of a page tells; the notice leads to the ticket, where it is confirmed. */
    noticeDutyPage: {
      payload: dutyPage,
      async run({ ticketId, step, people, notice }) {
        const facts = await readAlarmFacts(deps.db, ticketId)
        if (facts === null) return
        const { number, subject, client, memberId, appId, deskId } = facts
        const link = (said: Language) => appLink(notificationTexts[said].open, { appId, at: { ticket: ticketId } })
        const text = (said: Language) => `${dutyPageTexts[said](step, number, escapeBb(client))} ${link(said)}`
        const ticket = { ticketId, number, subject, seq: null }
        const told = { about: notice, event: 'sla.alarm' as const, memberId, deskId, text, ticket }
        const tag = `OPORA|DUTY|${ticketId}`
        await send(people.map((userId) => ({ ...told, userId, as: kindOfStep[step], tag })))
      },
    },
  }
}
