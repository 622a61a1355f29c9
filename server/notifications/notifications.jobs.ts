import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import { makeSender, type Notification, type NotificationDeps } from './delivery.commands.ts'
import { readConnectionFacts, readTicketFacts, type ConnectionFacts, type TicketFacts } from './notifications.sql.ts'
import { escapeBb, notificationTexts } from './notifications.texts.ts'

/** Notifications in Bitrix24. Each may run twice: what was sent is remembered, and the same tag replaces in the portal. */
export function notificationJobs(deps: NotificationDeps): JobTasks {
  const send = makeSender(deps)

  return {
    async noticeTicket(payload) {
      const ticketId = String(payload['ticketId'])
      const notice = await readTicketFacts(deps.db, ticketId)
      if (notice === null || notice.isLocked) return
      for (const { about, letter } of ticketLetters(ticketId, notice)) await send(about, letter)
    },
    async noticeConnection(payload) {
      const type = String(payload['type'])
      const notice = await readConnectionFacts(deps.db, String(payload['connectionId']))
      if (notice === null) return
      const letters = connectionLetters(type, notice, payload['reason'] === 'switched')
      for (const letter of letters) await send(String(payload['notice']), letter)
    },
  }
}

function ticketLetters(ticketId: string, notice: TicketFacts): { about: string; letter: Notification }[] {
  const letters: { about: string; letter: Notification }[] = []
  const tag = `OPORA|TICKET|${ticketId}`
  if (notice.clientWants && notice.deskWroteSeq > notice.clientReadSeq) {
    const text = notificationTexts[notice.clientLanguage].answered(notice.number, escapeBb(notice.subject))
    for (const userId of notice.clientReaders) {
      letters.push({
        about: `answer ${ticketId} ${notice.deskWroteSeq}`,
        letter: {
          memberId: notice.memberId,
          userId,
          text: withLink(text, notice.clientAppId, ticketId, notificationTexts[notice.clientLanguage].open),
          tag,
        },
      })
    }
  }
  if (notice.clientWroteSeq > notice.deskReadSeq) {
    const { opened, written, open } = notificationTexts[notice.deskLanguage]
    const text = notice.deskWroteSeq === 0 && notice.assigneeId === null ? opened : written
    // An assignee who has left the desk answers nobody; then it is everybody's.
    const assigned = notice.staff.filter((userId) => userId === notice.assigneeId)
    for (const userId of assigned.length > 0 ? assigned : notice.staff) {
      letters.push({
        about: `client ${ticketId} ${notice.clientWroteSeq}`,
        letter: {
          memberId: notice.deskMemberId,
          userId,
          text: withLink(text(notice.number, notice.domain), notice.deskAppId, ticketId, open),
          tag,
        },
      })
    }
  }
  return letters
}

/** From partner to partner the client hears of the new one only: one of two with the same tag would replace the other. */
function connectionLetters(type: string, notice: ConnectionFacts, isSwitched: boolean): Notification[] {
  const client = notificationTexts[notice.language]
  const desk = notificationTexts[notice.deskLanguage]
  const name = escapeBb(notice.deskName)
  const date = (notice.endsAt ?? new Date(0)).toLocaleDateString(notice.language, { timeZone: 'Europe/Moscow' })
  const texts: Record<string, [forClient: string | null, forDesk: string | null]> = {
    'connection.made': [client.connected(name), desk.clientConnected(notice.domain)],
    'connection.noticeGiven': [client.noticeGiven(name, date), null],
    'connection.ended': [isSwitched ? null : client.ended(name), desk.clientLeft(notice.domain)],
  }
  const [forClient, forDesk] = texts[type] ?? [null, null]
  const letters: Notification[] = []
  const tag = `OPORA|CONNECTION|${notice.memberId}`
  if (forClient !== null && notice.wants) {
    for (const userId of notice.concerned) letters.push({ memberId: notice.memberId, userId, text: forClient, tag })
  }
  if (forDesk !== null) {
    for (const userId of notice.owners) letters.push({ memberId: notice.deskMemberId, userId, text: forDesk, tag })
  }
  return letters
}

/** A link that opens the app at the ticket, inside the portal (placement REST_APP_URI). */
function withLink(text: string, appId: string, ticketId: string, open: string): string {
  return `${text} [url=/marketplace/view/${appId}/?params%5Bticket%5D=${ticketId}]${open}[/url]`
}
