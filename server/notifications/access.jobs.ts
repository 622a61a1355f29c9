import * as v from 'valibot'
import type { Language } from '#contract/common.ts'
import { deskReadersOf, type NotifiedEvent } from '#contract/notifications/table.types.ts'
import { accessKindTexts } from '#contract/tickets/access.texts.ts'
import type { ticketEvents } from '#contract/tickets/events.ts'
import { now } from '#server/platform/clock.ts'
import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import { adminsLookedAtSince } from '#server/portals/domain/admins.ts'
import { boxNow } from '#server/tickets/ticketAccess.queries.ts'
import { accessTexts } from './access.texts.ts'
import { makeSender, type Notification, type NotificationDeps } from './delivery.commands.ts'
import { appLink } from './domain/appLink.ts'
import { toldOf } from './domain/recipients.ts'
import { readTicketFacts, type TicketFacts } from './notifications.sql.ts'
import { escapeBb, notificationTexts } from './notifications.texts.ts'
import type { RecipientsPort } from './recipients.port.ts'
import { deskReaders, recipientKindsOf } from './recipients.queries.ts'

/** Of access that a client gives (T9). */
export const accessNotifications = [
  'access.asked',
  'access.given',
  'access.refused',
  'access.looked',
  'access.ended',
  'access.reminded',
] as const satisfies readonly (keyof typeof ticketEvents)[]

const ofAccess = v.object({ type: v.picklist(accessNotifications), accessId: v.string(), notice: v.string() })
type Happened = v.InferOutput<typeof ofAccess>

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    noticeAccess: Happened
  }
}

/** T9, D4: the client is told what is asked, looked at and wiped; whoever has the ticket, what it has answered. */
export function accessNotificationJobs(deps: NotificationDeps & RecipientsPort): JobTasks<'noticeAccess'> {
  const send = makeSender(deps)
  return {
    noticeAccess: {
      payload: ofAccess,
      async run(happened) {
        const box = await boxNow(deps.db, happened.accessId)
        if (box === null) return
        // Whoever has said by now that it is changed is reminded of nothing.
        if (isToChange(happened.type) && box.confirmed !== null) return
        const { ticketId, kind } = box
        const facts = await readTicketFacts(deps.db, ticketId, adminsLookedAtSince(now()))
        if (facts === null) return
        const { number, subject } = facts
        const text = (appId: string) => (language: Language) => {
          const said = { number, kind: accessKindTexts.texts[language][kind], subject: escapeBb(subject) }
          const link = appLink(notificationTexts[language].open, { appId, at: { ticket: ticketId } })
          return `${accessTexts[language][happened.type](said)} ${link}`
        }
        const event = isToChange(happened.type) ? 'access.ended' : happened.type
        const ticket = { ticketId, number, subject, seq: null }
        const told = { about: happened.notice, event, tag: `OPORA|ACCESS|${happened.accessId}`, ticket } as const
        await send([
          ...toClient(event, facts).map((reader) => ({ ...told, ...reader, text: text(facts.clientAppId) })),
          ...(await toDesk(deps, event, facts)).map((reader) => ({ ...told, ...reader, text: text(facts.deskAppId) })),
        ])
      },
    },
  }
}

function isToChange(type: Happened['type']): type is 'access.ended' | 'access.reminded' {
  return type === 'access.ended' || type === 'access.reminded'
}

type Reader = Pick<Notification, 'memberId' | 'deskId' | 'userId' | 'as'>

function toClient(event: NotifiedEvent, { clientWants, clientReaders, memberId, deskId }: TicketFacts): Reader[] {
  if (!clientWants) return []
  return toldOf(event, clientReaders).map(({ userId, as }) => ({ memberId, deskId, userId, as }))
}

async function toDesk(recipients: RecipientsPort, event: NotifiedEvent, facts: TicketFacts): Promise<Reader[]> {
  const kinds = recipientKindsOf(deskReadersOf(event))
  const people = await deskReaders(recipients, facts, kinds)
  return people.map((reader) => ({ memberId: facts.deskMemberId, deskId: facts.deskId, ...reader }))
}
