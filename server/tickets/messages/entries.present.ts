import type { JournalPayload } from '#contract/events.ts'
import type { InThree } from '#contract/common.ts'
import type { GivenReason } from '#contract/tickets/reasons.types.ts'
import type { Author, Mentioned, Message, TicketEvent } from '#contract/tickets/types.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { FeedEntry } from '#server/platform/realtime/feed.ts'
import type { Side } from '../domain/side.ts'
import { presentFile } from '../files/files.present.ts'
import type { EntryMessage, TicketEntry } from './entries.sql.ts'

/** What one audience may see of an entry; null is the default, and what a client gets of notes (T8). */
export function presentEntry(entry: TicketEntry, audience: Side): TicketEvent | null {
  const seq = audience === 'client' ? entry.publicSeq : entry.seq
  const { event } = entry
  if (seq === null || event === null) return null
  const base = { seq, at: entry.at.toISOString(), by: presentAuthor(entry.actor) }
  switch (event.type) {
    case 'ticket.opened': {
      const { number, subject } = event.payload
      return { ...base, type: event.type, number, subject }
    }
    case 'message.sent':
      return { ...base, type: event.type, message: presentMessage(entry, event.payload, audience) }
    case 'message.edited':
      return {
        ...base,
        type: event.type,
        messageId: event.payload.messageId,
        text: entry.message?.text ?? '',
        editedAt: (entry.message?.editedAt ?? entry.at).toISOString(),
        ...mentionsIn(entry.message, audience),
      }
    case 'message.deleted':
      return { ...base, type: event.type, messageId: event.payload.messageId }
    case 'ticket.moved': {
      // Plans are kept for the clocks alone.
      const { plans: _plans, reason, reasonCode, reasonTitle, way, unmerged, ...moved } = event.payload
      const given = givenReason(reason, reasonCode, reasonTitle)
      const back = unmerged === undefined ? {} : { unmerged: { ticketId: unmerged.ticketId, number: unmerged.number } }
      return { ...base, type: event.type, ...moved, reason: given, ...(way !== null && { way }), ...back }
    }
    case 'ticket.dateMoved':
      return { ...base, type: event.type, ...event.payload }
    // Without the id of its note: a client must not learn that notes exist (T8).
    case 'ticket.contacted': {
      const { way, talk } = event.payload
      return { ...base, type: event.type, way, ...(talk !== undefined && { talk }) }
    }
    case 'ticket.dutyPaged':
      return { ...base, type: event.type, step: event.payload.step }
    case 'ticket.dutyConfirmed':
      return { ...base, type: event.type }
    case 'ticket.channelNoted':
      return { ...base, type: event.type, ...event.payload }
    case 'ticket.partnerStep':
      return { ...base, type: event.type, ...event.payload }
    case 'assistant.said':
      return { ...base, type: event.type, ...event.payload }
    case 'assistant.judged':
      return { ...base, type: event.type, ...event.payload }
    case 'ticket.incident':
      return { ...base, type: event.type, ...event.payload }
    case 'ticket.rated': {
      const { score, from, hasComment } = event.payload
      return { ...base, type: event.type, score, from, hasComment }
    }
    case 'ticket.linked': {
      const { taken: _taken, answeredAt: _answeredAt, ...link } = event.payload
      return { ...base, type: event.type, ...link }
    }
    case 'ticket.unlinked': {
      const { linkId, kind, role, ticketId, number } = event.payload
      return { ...base, type: event.type, linkId, kind, role, ticketId, number }
    }
    case 'ticket.assigned':
      return { ...base, type: event.type, ...event.payload }
    case 'ticket.locked':
      return { ...base, type: event.type, ...event.payload }
    case 'ticket.unlocked':
      return { ...base, type: event.type }
    case 'ticket.classified':
      return { ...base, type: event.type, ...event.payload }
    case 'sla.alarm':
      return { ...base, type: event.type, ...event.payload }
    case 'ticket.awaitingPayment': {
      const { isOwing, why = isOwing ? 'owing' : 'usedUp' } = event.payload
      return { ...base, type: event.type, why }
    }
    case 'ticket.paid':
      return { ...base, type: event.type }
    case 'ticket.planned':
      return { ...base, type: event.type, ...event.payload }
    case 'ticket.calendarAdopted':
      return { ...base, type: event.type, ...event.payload }
    case 'access.asked':
      return { ...base, type: event.type, ...event.payload }
    case 'access.given':
      return { ...base, type: event.type, ...event.payload }
    case 'access.ended':
      return { ...base, type: event.type, ...event.payload }
    case 'remote.started':
      return { ...base, type: event.type, ...event.payload }
    case 'remote.ended':
      return { ...base, type: event.type, ...event.payload }
    case 'access.refused':
    case 'access.looked':
    case 'access.confirmed':
      return { ...base, type: event.type, ...event.payload }
    case 'timer.started':
      return { ...base, type: event.type, ...event.payload }
    case 'timer.stopped':
      return { ...base, type: event.type, ...event.payload }
  }
}

/** What somebody wrote before reasons had codes stays in the language that it was written in. */
function givenReason(written: string | null, code: string | null, title: InThree | null): GivenReason | null {
  if (title !== null) return { code, title }
  return written === null ? null : { code: null, title: { ru: written, uk: written, en: written } }
}

export function presentForFeed(entry: TicketEntry): FeedEntry[] {
  const forDesk = presentEntry(entry, 'desk')
  if (forDesk === null) return []
  return [{ ticketId: entry.ticketId, seq: entry.seq, forDesk, forClient: presentEntry(entry, 'client') }]
}

function presentMessage(
  entry: TicketEntry,
  { messageId, movedFrom }: JournalPayload<'message.sent'>,
  audience: Side,
): Message {
  // An uninstall with CLEAN takes the texts away; that something was said there stays.
  const message: EntryMessage = entry.message ?? {
    messageId,
    seq: entry.seq,
    publicSeq: entry.publicSeq,
    kind: entry.publicSeq === null ? 'note' : 'public',
    isQuestion: false,
    text: '',
    at: entry.at,
    editedAt: null,
    deletedAt: entry.at,
    mentions: [],
    files: [],
  }
  const hasFiles = message.deletedAt === null && message.files.length > 0
  return {
    messageId: message.messageId,
    seq: audience === 'client' ? (message.publicSeq ?? 0) : message.seq,
    publicSeq: message.publicSeq,
    author: presentAuthor(entry.actor),
    kind: message.kind,
    isQuestion: message.isQuestion,
    text: message.deletedAt === null ? message.text : '',
    at: message.at.toISOString(),
    editedAt: message.editedAt?.toISOString() ?? null,
    isDeleted: message.deletedAt !== null,
    ...mentionsIn(message, audience),
    ...(movedFrom !== undefined && { movedFrom }),
    ...(hasFiles && { files: message.files.map(presentFile) }),
  }
}

/** T8: for the desk alone, as the note that has them. */
function mentionsIn(message: EntryMessage | null, audience: Side): { mentions?: Mentioned[] } {
  if (message === null || audience !== 'desk' || message.kind !== 'note' || message.deletedAt !== null) return {}
  return message.mentions.length === 0 ? {} : { mentions: message.mentions }
}

/** The public persona: side, number and name. Addresses and other details of the journal never leave it. */
function presentAuthor(actor: JournalActor): Author {
  return { side: actor.side, userId: actor.userId, name: actor.name }
}
