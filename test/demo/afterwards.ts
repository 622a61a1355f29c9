import type { AnnouncementKind, Severity } from '#contract/announcements/types.ts'
import type { LetterKind } from '#contract/tickets/letters.types.ts'
import { newId, type Teller, type Told } from './teller.ts'

/** A letter to the head of support, of a ticket or of none; returns how it is answered or only noted. */
export async function letter(
  { tell }: Told,
  who: Teller,
  at: Date,
  { ticketId, ...what }: { kind: LetterKind; text: string; ticketId?: string },
) {
  const letterId = newId()
  const about = ticketId === undefined ? {} : { ticketId }
  await tell(who, at, 'writeLetter', { letterId, messageId: newId(), toManager: false, ...what, ...about })
  return {
    answer: (lead: Teller, then: Date, text: string) =>
      tell(lead, then, 'sendLetterMessage', { letterId, messageId: newId(), text }),
    note: (lead: Teller, then: Date) => tell(lead, then, 'confirmLetter', { letterId }),
  }
}

/** What the desk's people put in with a slash. */
export async function saveReplies({ tell }: Told, lead: Teller, at: Date, replies: [string, string][]): Promise<void> {
  for (const [title, text] of replies)
    await tell(lead, at, 'saveReply', { replyId: newId(), scope: 'desk', title, text, revision: null })
}

/** D8: whom the client sees as its own. */
export function setManager(told: Told, by: Teller, at: Date, manager: Teller, client: Teller): Promise<unknown> {
  return told.tell(by, at, 'setManager', { memberId: told.memberIdOf(client), userId: manager.userId })
}

type Announced = {
  kind: AnnouncementKind
  severity: Severity
  title: string
  body: string
  from: Date
  until: Date | null
}

/** D3: what the desk announces to all its clients, in its own language; returns how it is ended. */
export async function announce(
  { tell }: Told,
  lead: Teller,
  at: Date,
  language: 'ru' | 'uk',
  { kind, severity, title, body, from, until }: Announced,
) {
  const announcementId = newId()
  const inOne = (text: string) => ({ ru: '', uk: '', en: '', [language]: text })
  const said = { severity, title: inOne(title), until: until?.toISOString() ?? null }
  const audience = { levels: [], editions: [], memberIds: [], plans: [], versions: [] }
  const window = { from: from.toISOString() }
  await tell(lead, at, 'publishAnnouncement', { announcementId, kind, audience, body: inOne(body), ...window, ...said })
  return {
    end: (then: Date, lastWord: string) =>
      tell(lead, then, 'updateAnnouncement', {
        announcementId,
        number: 1,
        isOver: true,
        body: inOne(lastWord),
        ...said,
      }),
  }
}
