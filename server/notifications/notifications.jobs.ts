import * as v from 'valibot'
import type { Language } from '#contract/common.ts'
import type { connectionEvents } from '#contract/connections/events.ts'
import { now } from '#server/platform/clock.ts'
import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import { adminsLookedAtSince } from '#server/portals/domain/admins.ts'
import { makeSender, type Notification, type NotificationDeps } from './delivery.commands.ts'
import { readConnectionFacts, readTicketFacts, type ConnectionFacts, type TicketFacts } from './notifications.sql.ts'
import { escapeBb, notificationTexts } from './notifications.texts.ts'

const oneTicket = v.object({ ticketId: v.string() })

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
    noticeConnection: v.InferOutput<typeof ofConnection>
  }
}

/** Notifications in Bitrix24. Each may run twice: what was sent is remembered, and the same tag replaces in the portal. */
export function notificationJobs(deps: NotificationDeps): JobTasks<'noticeTicket' | 'noticeConnection'> {
  const send = makeSender(deps)

  return {
    noticeTicket: {
      payload: oneTicket,
      async run({ ticketId }) {
        const facts = await readTicketFacts(deps.db, ticketId)
        if (facts === null || facts.isLocked) return
        for (const { about, notification } of ticketNotifications(ticketId, facts)) await send(about, notification)
      },
    },
    noticeConnection: {
      payload: ofConnection,
      async run({ type, connectionId, reason, from, notice }) {
        const facts = await readConnectionFacts(deps.db, connectionId, adminsLookedAtSince(now()))
        if (facts === null) return
        for (const notification of notificationsOf(type, facts, { isSwitched: reason === 'switched', from }))
          await send(notice, notification)
      },
    },
  }
}

type TicketNotification = { about: string; notification: Notification }

function ticketNotifications(ticketId: string, facts: TicketFacts): TicketNotification[] {
  return [...answeredForClient(ticketId, facts), ...writtenForDesk(ticketId, facts)]
}

function answeredForClient(ticketId: string, facts: TicketFacts): TicketNotification[] {
  if (!facts.clientWants || facts.deskWroteSeq <= facts.clientReadSeq) return []
  const { answered, open } = notificationTexts[facts.clientLanguage]
  const text = withLink(answered(facts.number, escapeBb(facts.subject)), facts.clientAppId, ticketId, open)
  return facts.clientReaders.map((userId) => ({
    about: `answer ${ticketId} ${facts.deskWroteSeq}`,
    notification: { memberId: facts.memberId, userId, text, tag: tagOf(ticketId) },
  }))
}

function writtenForDesk(ticketId: string, facts: TicketFacts): TicketNotification[] {
  if (facts.clientWroteSeq <= facts.deskReadSeq) return []
  const { opened, written, open } = notificationTexts[facts.deskLanguage]
  const isNew = facts.deskWroteSeq === 0 && facts.assigneeId === null
  const text = withLink((isNew ? opened : written)(facts.number, facts.domain), facts.deskAppId, ticketId, open)
  // An assignee who has left the desk answers nobody; then it is everybody's.
  const assigned = facts.staff.filter((userId) => userId === facts.assigneeId)
  return (assigned.length > 0 ? assigned : facts.staff).map((userId) => ({
    about: `client ${ticketId} ${facts.clientWroteSeq}`,
    notification: { memberId: facts.deskMemberId, userId, text, tag: tagOf(ticketId) },
  }))
}

function tagOf(ticketId: string): string {
  return `OPORA|TICKET|${ticketId}`
}

type ConnectionEventType = (typeof connectionNotifications)[number]

/** From partner to partner the client reads of the new one only: one of two with the same tag would replace the other. */
function notificationsOf(
  type: ConnectionEventType,
  facts: ConnectionFacts,
  { isSwitched, from = '' }: { isSwitched: boolean; from: string | undefined },
): Notification[] {
  const client = notificationTexts[facts.language]
  const desk = notificationTexts[facts.deskLanguage]
  const name = escapeBb(facts.deskName)
  const date = dayOf((facts.endsAt ?? new Date(0)).toISOString(), facts.language)
  const texts: Record<ConnectionEventType, [forClient: string | null, forDesk: string | null]> = {
    'connection.made': [client.connected(name), desk.clientConnected(facts.domain)],
    'connection.noticeGiven': [client.noticeGiven(name, date), null],
    'connection.ended': [isSwitched ? null : client.ended(name), desk.clientLeft(facts.domain)],
    'connection.versionPlanned': [withApp(client.termsPlanned(name, dayOf(from, facts.language)), facts, client), null],
    'connection.versionBegan': [withApp(client.termsBegan(name), facts, client), null],
    'connection.versionKept': [client.termsKept(name), null],
  }
  const [forClient, forDesk] = texts[type]
  const to = (memberId: string, userIds: number[], text: string | null): Notification[] =>
    text === null
      ? []
      : userIds.map((userId) => ({ memberId, userId, text, tag: `OPORA|CONNECTION|${facts.memberId}` }))
  return [
    ...to(facts.memberId, facts.wants ? facts.concerned : [], forClient),
    ...to(facts.deskMemberId, facts.owners, forDesk),
  ]
}

function dayOf(instant: string, language: Language): string {
  return new Date(instant).toLocaleDateString(language, { timeZone: 'Europe/Moscow' })
}

/** A link that opens the app, where what changes stands side by side. */
function withApp(text: string, { appId }: ConnectionFacts, { open }: { open: string }): string {
  return `${text} [url=/marketplace/view/${appId}/]${open}[/url]`
}

/** A link that opens the app at the ticket, inside the portal (placement REST_APP_URI). */
function withLink(text: string, appId: string, ticketId: string, open: string): string {
  return `${text} [url=/marketplace/view/${appId}/?params%5Bticket%5D=${ticketId}]${open}[/url]`
}
