import * as v from 'valibot'
import type { connectionEvents } from '#contract/connections/events.ts'
import { now } from '#server/platform/clock.ts'
import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import { adminsLookedAtSince } from '#server/portals/domain/admins.ts'
import { makeSender, type Notification, type NotificationDeps } from './delivery.commands.ts'
import { readConnectionFacts, readTicketFacts, type ConnectionFacts, type TicketFacts } from './notifications.sql.ts'
import { notificationTexts } from './notifications.texts.ts'

const oneTicket = v.object({ ticketId: v.string() })

/** Of what both sides read where a connection begins or ends. */
export const connectionNotifications = [
  'connection.made',
  'connection.noticeGiven',
  'connection.ended',
] as const satisfies readonly (keyof typeof connectionEvents)[]

const ofConnection = v.object({
  type: v.picklist(connectionNotifications),
  connectionId: v.string(),
  /** Why it ended. */
  reason: v.optional(v.string()),
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
      async run({ type, connectionId, reason, notice }) {
        const facts = await readConnectionFacts(deps.db, connectionId, adminsLookedAtSince(now()))
        if (facts === null) return
        for (const notification of notificationsOf(type, facts, reason === 'switched')) await send(notice, notification)
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
  const { memberId, clientLanguage: language, clientAppId: appId } = facts
  const text = notificationTexts[language].answered(facts.number, facts.subject)
  return facts.clientReaders.map((userId) => ({
    about: `answer ${ticketId} ${facts.deskWroteSeq}`,
    notification: { memberId, userId, language, text, appId, ticketId, tag: tagOf(ticketId) },
  }))
}

function writtenForDesk(ticketId: string, facts: TicketFacts): TicketNotification[] {
  if (facts.clientWroteSeq <= facts.deskReadSeq) return []
  const { deskMemberId: memberId, deskLanguage: language, deskAppId: appId } = facts
  const { opened, written } = notificationTexts[language]
  const isNew = facts.deskWroteSeq === 0 && facts.assigneeId === null
  const text = (isNew ? opened : written)(facts.number, facts.domain)
  // An assignee who has left the desk answers nobody; then it is everybody's.
  const assigned = facts.staff.filter((userId) => userId === facts.assigneeId)
  return (assigned.length > 0 ? assigned : facts.staff).map((userId) => ({
    about: `client ${ticketId} ${facts.clientWroteSeq}`,
    notification: { memberId, userId, language, text, appId, ticketId, tag: tagOf(ticketId) },
  }))
}

function tagOf(ticketId: string): string {
  return `OPORA|TICKET|${ticketId}`
}

type ConnectionEventType = (typeof connectionNotifications)[number]

/** From partner to partner the client reads of the new one only: one of two with the same tag would replace the other. */
function notificationsOf(type: ConnectionEventType, facts: ConnectionFacts, isSwitched: boolean): Notification[] {
  const client = notificationTexts[facts.language]
  const desk = notificationTexts[facts.deskLanguage]
  const name = facts.deskName
  const date = (facts.endsAt ?? new Date(0)).toLocaleDateString(facts.language, { timeZone: 'Europe/Moscow' })
  const texts: Record<ConnectionEventType, [forClient: string | null, forDesk: string | null]> = {
    'connection.made': [client.connected(name), desk.clientConnected(facts.domain)],
    'connection.noticeGiven': [client.noticeGiven(name, date), null],
    'connection.ended': [isSwitched ? null : client.ended(name), desk.clientLeft(facts.domain)],
  }
  const [forClient, forDesk] = texts[type]
  const tag = `OPORA|CONNECTION|${facts.memberId}`
  const toClient = { memberId: facts.memberId, language: facts.language, appId: facts.appId, ticketId: null, tag }
  const toDesk = { ...toClient, memberId: facts.deskMemberId, language: facts.deskLanguage, appId: facts.deskAppId }
  const readers = facts.wants ? facts.concerned : []
  return [
    ...(forClient === null ? [] : readers.map((userId) => ({ ...toClient, userId, text: forClient }))),
    ...(forDesk === null ? [] : facts.owners.map((userId) => ({ ...toDesk, userId, text: forDesk }))),
  ]
}
