import * as v from 'valibot'
import type { Language } from '#contract/common.ts'
import type { connectionEvents } from '#contract/connections/events.ts'
import { now } from '#server/platform/clock.ts'
import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import { adminsLookedAtSince } from '#server/portals/domain/admins.ts'
import { clientText } from '#server/billing/domain/clientText.ts'
import { makeSender, type Notification, type NotificationDeps } from './delivery.commands.ts'
import { appLink } from './domain/appLink.ts'
import { toldOf } from './domain/recipients.ts'
import { readConnectionFacts, readTicketFacts, type ConnectionFacts, type TicketFacts } from './notifications.sql.ts'
import { escapeBb, notificationTexts } from './notifications.texts.ts'
import type { RecipientsPort } from './recipients.port.ts'

const oneTicket = v.object({ ticketId: v.string() })
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
    noticeDate: v.InferOutput<typeof movedDate>
    noticeConnection: v.InferOutput<typeof ofConnection>
  }
}

/** Notifications in Bitrix24. Each may run twice: what was sent is remembered, and the same tag replaces in the portal. */
export function notificationJobs(
  deps: NotificationDeps & RecipientsPort,
): JobTasks<'noticeTicket' | 'noticeDate' | 'noticeConnection'> {
  const send = makeSender(deps)

  return {
    noticeTicket: {
      payload: oneTicket,
      async run({ ticketId }) {
        const facts = await readTicketFacts(deps.db, ticketId, adminsLookedAtSince(now()))
        if (facts === null || facts.isLocked) return
        await send([...answeredForClient(ticketId, facts), ...writtenForDesk(ticketId, facts)])
      },
    },
    noticeDate: {
      payload: movedDate,
      async run({ ticketId, ...moved }) {
        const facts = await readTicketFacts(deps.db, ticketId, adminsLookedAtSince(now()))
        if (facts === null || facts.isLocked) return
        await send(dateForClient(ticketId, facts, moved))
      },
    },
    noticeConnection: {
      payload: ofConnection,
      async run({ type, connectionId, reason, from, notice }) {
        const facts = await readConnectionFacts(deps.db, connectionId, adminsLookedAtSince(now()))
        if (facts === null) return
        const owners = await deps.recipientsOf({ deskId: facts.deskId, assigneeId: null }, ['owner'])
        const happened = { type, notice, isSwitched: reason === 'switched', from: from ?? '' }
        await send(notificationsOf(happened, facts, owners))
      },
    },
  }
}

/** Everybody of the client who may be told and has not read it. Who may not read tickets learns no more than that there is an answer. */
function answeredForClient(ticketId: string, facts: TicketFacts): Notification[] {
  if (!facts.clientWants) return []
  const { answered, answeredOutside, open } = notificationTexts[facts.clientLanguage]
  const { number, memberId, clientAppId: appId } = facts
  const text = `${answered(number, escapeBb(facts.subject))} ${appLink(open, { appId, at: { ticket: ticketId } })}`
  const event = 'ticket.answered'
  return toldOf(event, 'bitrix24', facts.clientReaders)
    .filter(({ readSeq }) => readSeq < facts.deskWroteSeq)
    .map(({ userId, as }) => ({
      about: `answer ${ticketId} ${facts.deskWroteSeq}`,
      event,
      memberId,
      userId,
      text: as === 'contact' ? answeredOutside(number) : text,
      tag: tagOf(ticketId),
    }))
}

/** T6: each change of the date of a ticket that is put off; of two in a row the portal shows the later one. */
function dateForClient(
  ticketId: string,
  facts: TicketFacts,
  { to, notice }: { to: string; notice: string },
): Notification[] {
  if (!facts.clientWants) return []
  const { dateMoved, dateMovedOutside, open } = notificationTexts[facts.clientLanguage]
  const { number, memberId, clientAppId: appId } = facts
  const date = dayOf(to, facts.clientLanguage)
  const text = `${dateMoved(number, escapeBb(facts.subject), date)} ${appLink(open, { appId, at: { ticket: ticketId } })}`
  const event = 'ticket.dateMoved'
  return toldOf(event, 'bitrix24', facts.clientReaders).map(({ userId, as }) => ({
    about: notice,
    event,
    memberId,
    userId,
    text: as === 'contact' ? dateMovedOutside(number, date) : text,
    tag: `OPORA|DATE|${ticketId}`,
  }))
}

/** Whoever has not read it, as long as nobody of the desk has answered. */
function writtenForDesk(ticketId: string, facts: TicketFacts): Notification[] {
  if (facts.clientWroteSeq <= facts.deskWroteSeq) return []
  const { opened, written, open } = notificationTexts[facts.deskLanguage]
  const { number, deskAppId: appId, deskMemberId: memberId } = facts
  const client = escapeBb(facts.clientName ?? facts.portalName)
  const isNew = facts.deskWroteSeq === 0 && facts.assigneeId === null
  const text = `${(isNew ? opened : written)(number, client)} ${appLink(open, { appId, at: { ticket: ticketId } })}`
  // An assignee who has left the desk answers nobody; then it is everybody's.
  const assigned = facts.staff.filter(({ userId }) => userId === facts.assigneeId)
  return (assigned.length > 0 ? assigned : facts.staff)
    .filter(({ readSeq }) => readSeq < facts.clientWroteSeq)
    .map(({ userId }) => ({
      about: `client ${ticketId} ${facts.clientWroteSeq}`,
      event: 'ticket.written',
      memberId,
      userId,
      text,
      tag: tagOf(ticketId),
    }))
}

function tagOf(ticketId: string): string {
  return `OPORA|TICKET|${ticketId}`
}

type ConnectionEventType = (typeof connectionNotifications)[number]

/** From partner to partner the client reads of the new one only: one of two with the same tag would replace the other. */
function notificationsOf(
  { type, notice, isSwitched, from }: { type: ConnectionEventType; notice: string; isSwitched: boolean; from: string },
  facts: ConnectionFacts,
  owners: readonly number[],
): Notification[] {
  const client = notificationTexts[facts.language]
  const desk = notificationTexts[facts.deskLanguage]
  const name = escapeBb(facts.deskName)
  const who = escapeBb(clientText(facts))
  const date = dayOf((facts.endsAt ?? new Date(0)).toISOString(), facts.language)
  const texts: Record<ConnectionEventType, [forClient: string | null, forDesk: string | null]> = {
    'connection.made': [client.connected(name), desk.clientConnected(who)],
    'connection.noticeGiven': [client.noticeGiven(name, date), null],
    'connection.ended': [isSwitched ? null : client.ended(name), desk.clientLeft(who)],
    'connection.versionPlanned': [withApp(client.termsPlanned(name, dayOf(from, facts.language)), facts, client), null],
    'connection.versionBegan': [withApp(client.termsBegan(name), facts, client), null],
    'connection.versionKept': [client.termsKept(name), null],
  }
  const [forClient, forDesk] = texts[type]
  const to = (memberId: string, userIds: readonly number[], text: string | null): Notification[] =>
    text === null
      ? []
      : userIds.map((userId) => {
          return { about: notice, event: type, memberId, userId, text, tag: `OPORA|CONNECTION|${facts.memberId}` }
        })
  const readers = facts.wants ? toldOf(type, 'bitrix24', facts.clientReaders) : []
  return [
    ...to(
      facts.memberId,
      readers.map(({ userId }) => userId),
      forClient,
    ),
    ...to(facts.deskMemberId, owners, forDesk),
  ]
}

function dayOf(instant: string, language: Language): string {
  return new Date(instant).toLocaleDateString(language, { timeZone: 'Europe/Moscow' })
}

/** A link that opens the app, where what changes stands side by side. */
function withApp(text: string, { appId }: ConnectionFacts, { open }: { open: string }): string {
  return `${text} ${appLink(open, { appId })}`
}
