import * as v from 'valibot'
import type { Language } from '#contract/common.ts'
import type { ClientReaderKind } from '#contract/notifications/table.types.ts'
import type { connectionEvents } from '#contract/connections/events.ts'
import { findDeskTimeZone } from '#server/desks/deskTimeZone.queries.ts'
import { now } from '#server/platform/clock.ts'
import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import { adminsLookedAtSince } from '#server/portals/domain/admins.ts'
import { clientText } from '#server/billing/domain/clientText.ts'
import { makeSender, type Notification, type NotificationDeps } from './delivery.commands.ts'
import { appLink } from './domain/appLink.ts'
import { readersOfTicket, toldOf } from './domain/recipients.ts'
import {
  readConnectionFacts,
  readFactsOfTickets,
  readTicketFacts,
  type ConnectionFacts,
  type TicketFacts,
} from './notifications.sql.ts'
import { escapeBb, notificationTexts } from './notifications.texts.ts'
import type { RecipientsPort } from './recipients.port.ts'
import { deskReaders, type DeskReader } from './recipients.queries.ts'

const oneTicket = v.object({ ticketId: v.string() })
const someTickets = v.object({ ticketIds: v.array(v.string()) })
const movedDate = v.object({ ticketId: v.string(), to: v.string(), notice: v.string() })

/** Of what both sides read where a connection begins or ends. */
export const connectionNotifications = [
  'connection.made',
  'connection.noticeGiven',
  'connection.ended',
  'connection.versionPlanned',
  'connection.versionBegan',
  'connection.versionKept',
] as const satisfies readonly (keyof typeof connectionEvents)[]

const ofConnection = v.object({
  type: v.picklist(connectionNotifications),
  connectionId: v.string(),
  /** Why it ended. */
  reason: v.optional(v.string()),
  /** From when another version holds. */
  from: v.optional(v.string()),
  notice: v.string(),
})

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    noticeTicket: v.InferOutput<typeof oneTicket>
    noticeTickets: v.InferOutput<typeof someTickets>
    noticeDate: v.InferOutput<typeof movedDate>
    noticeConnection: v.InferOutput<typeof ofConnection>
  }
}

/** Notifications in Bitrix24. Each may run twice: what was sent is remembered, and the same tag replaces in the portal. */
export function notificationJobs(
  deps: NotificationDeps & RecipientsPort,
): JobTasks<'noticeTicket' | 'noticeTickets' | 'noticeDate' | 'noticeConnection'> {
  const send = makeSender(deps)
  const tell = async (ticketIds: readonly string[]) => {
    const facts = await readFactsOfTickets(deps.db, ticketIds, adminsLookedAtSince(now()))
    await send([...facts].flatMap(([ticketId, of]) => notificationsOfTicket(ticketId, of)))
  }

  return {
    /** As releases before this one have added it. */
    noticeTicket: { payload: oneTicket, run: ({ ticketId }) => tell([ticketId]) },
    noticeTickets: { payload: someTickets, run: ({ ticketIds }) => tell(ticketIds) },
    noticeDate: {
      payload: movedDate,
      async run({ ticketId, ...moved }) {
        const facts = await readTicketFacts(deps.db, ticketId, adminsLookedAtSince(now()))
        if (facts === null || facts.isLocked) return
        const timeZone = await findDeskTimeZone(deps.db, facts.deskId, now())
        await send(dateForClient(ticketId, facts, { ...moved, timeZone }))
      },
    },
    noticeConnection: {
      payload: ofConnection,
      async run({ type, connectionId, reason, from, notice }) {
        const facts = await readConnectionFacts(deps.db, connectionId, adminsLookedAtSince(now()))
        if (facts === null) return
        const owners = await deskReaders(deps, { deskId: facts.deskId, assigneeId: null }, ['owner'])
        const timeZone = await findDeskTimeZone(deps.db, facts.deskId, now())
        const happened = { type, notice, isSwitched: reason === 'switched', from: from ?? '', timeZone }
        await send(notificationsOf(happened, facts, owners))
      },
    },
  }
}

function notificationsOfTicket(ticketId: string, facts: TicketFacts): Notification[] {
  return facts.isLocked ? [] : [...answeredForClient(ticketId, facts), ...writtenForDesk(ticketId, facts)]
}

/** P2: where the link of a notification leads, the very message. */
function placeOf(ticketId: string, messageId: string | null): Record<string, string> {
  return messageId === null ? { ticket: ticketId } : { ticket: ticketId, message: messageId }
}

/** Everybody of the client who may be told and has not read it. Who may not read tickets learns no more than that there is an answer. */
function answeredForClient(ticketId: string, facts: TicketFacts): Notification[] {
  if (!facts.clientWants) return []
  const { number, subject, deskWroteSeq: seq, clientAppId: appId } = facts
  const at = placeOf(ticketId, facts.deskWroteId)
  const text = (language: Language) => {
    const { answered, open } = notificationTexts[language]
    return `${answered(number, escapeBb(subject))} ${appLink(open, { appId, at })}`
  }
  const outside = (language: Language) => notificationTexts[language].answeredOutside(number)
  const event = 'ticket.answered'
  return toldOf(event, readersOfTicket(facts))
    .filter(({ readSeq }) => readSeq < seq)
    .map((reader) => ({
      ...toClient(facts, reader),
      about: `answer ${ticketId} ${seq}`,
      event,
      text: reader.as === 'contact' ? outside : text,
      tag: tagOf(ticketId),
      ticket: { ticketId, number, subject: reader.as === 'contact' ? null : subject, seq },
    }))
}

/** T6: each change of the date of a ticket that is put off; of two in a row the portal shows the later one. */
function dateForClient(
  ticketId: string,
  facts: TicketFacts,
  { to, notice, timeZone }: { to: string; notice: string; timeZone: string },
): Notification[] {
  if (!facts.clientWants) return []
  const { number, subject, clientAppId: appId } = facts
  const text = (language: Language) => {
    const { dateMoved, open } = notificationTexts[language]
    const said = dateMoved(number, escapeBb(subject), dayOf(to, language, timeZone))
    return `${said} ${appLink(open, { appId, at: { ticket: ticketId } })}`
  }
  const outside = (language: Language) =>
    notificationTexts[language].dateMovedOutside(number, dayOf(to, language, timeZone))
  const event = 'ticket.dateMoved'
  return toldOf(event, readersOfTicket(facts)).map((reader) => ({
    ...toClient(facts, reader),
    about: notice,
    event,
    text: reader.as === 'contact' ? outside : text,
    tag: `OPORA|DATE|${ticketId}`,
    ticket: { ticketId, number, subject: reader.as === 'contact' ? null : subject, seq: null },
  }))
}

/** A ticket begins with its opening, and the message that it was opened with. */
const firstMessageSeq = 2

/** Whoever has not read it, as long as nobody of the desk has answered. */
function writtenForDesk(ticketId: string, facts: TicketFacts): Notification[] {
  if (facts.clientWroteSeq <= facts.deskWroteSeq) return []
  // Whoever takes urgent work was told of it at once (T10).
  if (facts.isSpecial && facts.clientWroteSeq <= firstMessageSeq) return []
  const { number, subject, clientWroteSeq: seq, deskId, deskAppId: appId, deskMemberId: memberId } = facts
  const client = escapeBb(facts.clientName ?? facts.portalName)
  const isNew = facts.deskWroteSeq === 0 && facts.assigneeId === null
  const at = placeOf(ticketId, facts.clientWroteId)
  const text = (language: Language) => {
    const { opened, written, open } = notificationTexts[language]
    return `${(isNew ? opened : written)(number, client)} ${appLink(open, { appId, at })}`
  }
  // An assignee who has left the desk answers nobody; then it is everybody's.
  const assigned = facts.staff.filter(({ userId }) => userId === facts.assigneeId)
  return (assigned.length > 0 ? assigned : facts.staff)
    .filter(({ readSeq }) => readSeq < seq)
    .map(({ userId }) => ({
      about: `client ${ticketId} ${seq}`,
      event: 'ticket.written',
      memberId,
      userId,
      as: assigned.length > 0 ? 'agent' : 'shift',
      deskId,
      text,
      tag: tagOf(ticketId),
      ticket: { ticketId, number, subject, seq },
    }))
}

function toClient({ memberId, deskId }: TicketFacts, { userId, as }: { userId: number; as: ClientReaderKind }) {
  return { memberId, deskId, userId, as }
}

function tagOf(ticketId: string): string {
  return `OPORA|TICKET|${ticketId}`
}

type ConnectionEventType = (typeof connectionNotifications)[number]

type Happened = { type: ConnectionEventType; notice: string; isSwitched: boolean; from: string; timeZone: string }

/** From partner to partner the client reads of the new one only: one of two with the same tag would replace the other. */
function notificationsOf(
  { type, notice, isSwitched, from, timeZone }: Happened,
  facts: ConnectionFacts,
  owners: readonly DeskReader[],
): Notification[] {
  const name = escapeBb(facts.deskName)
  const who = escapeBb(clientText(facts))
  const texts = (
    language: Language,
  ): Record<ConnectionEventType, [forClient: string | null, forDesk: string | null]> => {
    const say = notificationTexts[language]
    const date = dayOf((facts.endsAt ?? new Date(0)).toISOString(), language, timeZone)
    return {
      'connection.made': [say.connected(name), say.clientConnected(who)],
      'connection.noticeGiven': [say.noticeGiven(name, date), null],
      'connection.ended': [isSwitched ? null : say.ended(name), say.clientLeft(who)],
      'connection.versionPlanned': [withApp(say.termsPlanned(name, dayOf(from, language, timeZone)), facts, say), null],
      'connection.versionBegan': [withApp(say.termsBegan(name), facts, say), null],
      'connection.versionKept': [say.termsKept(name), null],
    }
  }
  const { deskId } = facts
  const to = (memberId: string, readers: readonly Pick<Notification, 'userId' | 'as'>[], side: 0 | 1): Notification[] =>
    texts('ru')[type][side] === null
      ? []
      : readers.map(({ userId, as }) => {
          const text = (language: Language) => texts(language)[type][side] ?? ''
          return {
            about: notice,
            event: type,
            memberId,
            userId,
            as,
            deskId,
            text,
            tag: `OPORA|CONNECTION|${facts.memberId}`,
          }
        })
  const readers = facts.wants ? toldOf(type, facts.clientReaders) : []
  return [...to(facts.memberId, readers, 0), ...to(facts.deskMemberId, owners, 1)]
}

/** By the desk's calendar: it is the desk that promises a date. */
function dayOf(instant: string, language: Language, timeZone: string): string {
  return new Date(instant).toLocaleDateString(language, { timeZone })
}

/** A link that opens the app, where what changes stands side by side. */
function withApp(text: string, { appId }: ConnectionFacts, { open }: { open: string }): string {
  return `${text} ${appLink(open, { appId })}`
}
