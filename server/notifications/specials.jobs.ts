import * as v from 'valibot'
import type { Language } from '#contract/common.ts'
import { findStaff } from '#server/desks/desks.queries.ts'
import { findPhone } from '#server/desks/staff.queries.ts'
import { now } from '#server/platform/clock.ts'
import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import { adminsLookedAtSince } from '#server/portals/domain/admins.ts'
import { makeSender, type Notification, type NotificationDeps } from './delivery.commands.ts'
import { appLink } from './domain/appLink.ts'
import { readersOfTicket, toldOf } from './domain/recipients.ts'
import { readTicketFacts, type TicketFacts } from './notifications.sql.ts'
import { escapeBb, notificationTexts } from './notifications.texts.ts'
import type { RecipientsPort } from './recipients.port.ts'
import { deskReaders } from './recipients.queries.ts'
import { specialTexts } from './specials.texts.ts'

const opened = v.object({ ticketId: v.string() })
const given = v.object({ ticketId: v.string(), userId: v.number(), notice: v.string() })

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    noticeSpecial: v.InferOutput<typeof opened>
    noticePhone: v.InferOutput<typeof given>
  }
}

/**
 * T10: a special request is told at once to whoever has it, else to everybody who could take it, and to those who lead; its client
 * is told who is responsible and under which phone, once a person.
 */
export function specialNotificationJobs(
  deps: NotificationDeps & RecipientsPort,
): JobTasks<'noticeSpecial' | 'noticePhone'> {
  const send = makeSender(deps)
  const factsOf = (ticketId: string) => readTicketFacts(deps.db, ticketId, adminsLookedAtSince(now()))
  return {
    noticeSpecial: {
      payload: opened,
      async run({ ticketId }) {
        const facts = await factsOf(ticketId)
        if (facts === null || facts.isLocked) return
        const { deskId, assigneeId, number } = facts
        const client = escapeBb(facts.clientName ?? facts.portalName)
        const said = (language: Language) => specialTexts[language].opened(number, client)
        const people = await deskReaders(deps, { deskId, assigneeId }, ['assigneeOrShift', 'lead'])
        const told = {
          ...noticeOf(ticketId, facts, { said, appId: facts.deskAppId, about: `special ${ticketId}` }),
          event: 'special.opened',
          memberId: facts.deskMemberId,
        } as const
        await send(people.map((reader) => ({ ...told, ...reader })))
      },
    },
    noticePhone: {
      payload: given,
      async run({ ticketId, userId, notice }) {
        const facts = await factsOf(ticketId)
        if (facts === null || facts.isLocked || !facts.clientWants || facts.assigneeId !== userId) return
        const { deskId, memberId, number } = facts
        const phone = await findPhone(deps.db, deskId, userId)
        const staff = await findStaff(deps.db, deskId, userId)
        if (phone === null || staff === null) return
        const responsible = { number, person: escapeBb(staff.person.name), phone: escapeBb(phone) }
        const said = (language: Language) => specialTexts[language].phone(responsible)
        const told = {
          ...noticeOf(ticketId, facts, { said, appId: facts.clientAppId, about: notice }),
          event: 'special.phone',
          memberId,
        } as const
        const readers = toldOf('special.phone', readersOfTicket(facts))
        await send(readers.map((reader) => ({ ...told, userId: reader.userId, as: reader.as })))
      },
    },
  }
}

function noticeOf(
  ticketId: string,
  { deskId, number, subject }: TicketFacts,
  { said, appId, about }: { said: (language: Language) => string; appId: string; about: string },
): Pick<Notification, 'about' | 'deskId' | 'text' | 'tag' | 'ticket'> {
  const link = (language: Language) => appLink(notificationTexts[language].open, { appId, at: { ticket: ticketId } })
  const text = (language: Language) => `${said(language)} ${link(language)}`
  return { about, deskId, text, tag: `OPORA|SPECIAL|${ticketId}`, ticket: { ticketId, number, subject, seq: null } }
}
