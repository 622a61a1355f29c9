import * as v from 'valibot'
import { inThree, type Language } from '#contract/common.ts'
import { deskReadersOf } from '#contract/notifications/table.types.ts'
import { incidentStep } from '#contract/tickets/internal.types.ts'
import { now } from '#server/platform/clock.ts'
import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import { adminsLookedAtSince } from '#server/portals/domain/admins.ts'
import { makeSender, type NotificationDeps } from './delivery.commands.ts'
import { appLink } from './domain/appLink.ts'
import { incidentTexts } from './incidents.texts.ts'
import { readTicketFacts } from './notifications.sql.ts'
import { escapeBb, notificationTexts } from './notifications.texts.ts'
import type { RecipientsPort } from './recipients.port.ts'
import { deskReaders, recipientKindsOf } from './recipients.queries.ts'

const ofIncident = v.object({ ticketId: v.string(), ...incidentStep, notice: v.string() })

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    noticeIncident: v.InferOutput<typeof ofIncident>
  }
}

/** D3: whoever works on it and those who lead; what is said later about the same incident replaces it in their portal. */
export function incidentNotificationJobs(deps: NotificationDeps & RecipientsPort): JobTasks<'noticeIncident'> {
  const send = makeSender(deps)
  const event = 'incident.changed'
  return {
    noticeIncident: {
      payload: ofIncident,
      async run({ ticketId, step, title, notice }) {
        const facts = await readTicketFacts(deps.db, ticketId, adminsLookedAtSince(now()))
        if (facts === null) return
        const { deskId, deskMemberId: memberId, deskAppId: appId, assigneeId, number, subject } = facts
        const shown = inThree((language) => escapeBb(title[language]))
        const text = (language: Language) =>
          `${incidentTexts[language][step]({ title: shown[language], number })} ${appLink(notificationTexts[language].open, { appId, at: { ticket: ticketId } })}`
        const people = await deskReaders(deps, { deskId, assigneeId }, recipientKindsOf(deskReadersOf(event)))
        const ticket = { ticketId, number, subject, seq: null }
        const told = {
          about: notice,
          event,
          memberId,
          deskId,
          text,
          tag: `OPORA|INCIDENT|${ticketId}`,
          ticket,
        } as const
        await send(people.map((reader) => ({ ...told, ...reader })))
      },
    },
  }
}
