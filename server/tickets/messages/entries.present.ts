import {
  contactWays,
  type Author,
  type Message,
  type TicketEvent,
  type TicketSummary,
} from '#contract/tickets/types.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { FeedEntry } from '#server/platform/realtime/feed.ts'
import type { Moved } from '../domain/journalPayload.ts'
import type { Side } from '../domain/side.ts'
import type { EntryMessage, TicketEntry } from './entries.sql.ts'

/** What one audience may see of an entry; null is the default, and what a client gets of notes (T8). */
export function presentEntry(entry: TicketEntry, audience: Side): TicketEvent | null {
  const seq = audience === 'client' ? entry.publicSeq : entry.seq
  if (seq === null) return null
  const base = { seq, at: entry.at.toISOString(), by: presentAuthor(entry.actor) }
  const { payload } = entry
  switch (entry.type) {
    case 'ticket.opened':
      return { ...base, type: 'ticket.opened', number: text(payload['number']), subject: text(payload['subject']) }
    case 'message.sent':
      return { ...base, type: 'message.sent', message: presentMessage(entry, audience) }
    case 'message.edited':
      return {
        ...base,
        type: 'message.edited',
        messageId: text(payload['messageId']),
        text: entry.message?.text ?? '',
        editedAt: (entry.message?.editedAt ?? entry.at).toISOString(),
      }
    case 'message.deleted':
      return { ...base, type: 'message.deleted', messageId: text(payload['messageId']) }
    case 'ticket.moved':
      return { ...base, type: 'ticket.moved', ...movedOf(payload) }
    case 'ticket.assigned':
      return { ...base, type: 'ticket.assigned', assignee: (payload as Moved).assignee }
    case 'ticket.locked':
      return {
        ...base,
        type: 'ticket.locked',
        reason: (payload as { reason: TicketSummary['lock'] }).reason ?? 'left_desk',
      }
    case 'ticket.unlocked':
      return { ...base, type: 'ticket.unlocked' }
    case 'ticket.classified':
      return { ...base, type: 'ticket.classified', ...(payload as Classified) }
    case 'ticket.contacted':
      return { ...base, type: 'ticket.contacted', ...contactedOf(payload) }
    case 'sla.alarm':
      return { ...base, type: 'sla.alarm', ...(payload as FiredAlarm) }
    case 'ticket.awaitingPayment':
      return { ...base, type: 'ticket.awaitingPayment', isOwing: payload['isOwing'] === true }
    case 'ticket.paid':
      return { ...base, type: entry.type }
    case 'ticket.planned':
      return { ...base, type: 'ticket.planned', plans: (payload as Planned).plans }
    case 'timer.started':
      return { ...base, type: 'timer.started', intervalId: text(payload['intervalId']) }
    case 'timer.stopped':
      return { ...base, type: 'timer.stopped', ...(payload as Stopped) }
    default:
      return null
  }
}

/** Without what only the clocks need. */
function movedOf(payload: Record<string, unknown>): Moved {
  const { plans: _plans, ...moved } = payload
  return moved as Moved
}

type Contacted = Pick<Extract<TicketEvent, { type: 'ticket.contacted' }>, 'way'>

/** Without the id of its note: a client must not learn that notes exist (T8). */
function contactedOf({ way }: Record<string, unknown>): Contacted {
  return { way: contactWays.find((known) => known === way) ?? 'phone' }
}

type Classified = Pick<Extract<TicketEvent, { type: 'ticket.classified' }>, 'from' | 'to'>
type Planned = Pick<Extract<TicketEvent, { type: 'ticket.planned' }>, 'plans'>
type Stopped = Pick<Extract<TicketEvent, { type: 'timer.stopped' }>, 'intervalId' | 'cause' | 'quanta'>
type FiredAlarm = Pick<Extract<TicketEvent, { type: 'sla.alarm' }>, 'clock' | 'percent' | 'dueAt'>

export function presentForFeed(entry: TicketEntry): FeedEntry[] {
  const forDesk = presentEntry(entry, 'desk')
  if (forDesk === null) return []
  return [{ ticketId: entry.ticketId, seq: entry.seq, forDesk, forClient: presentEntry(entry, 'client') }]
}

function presentMessage(entry: TicketEntry, audience: Side): Message {
  // An uninstall with CLEAN takes the texts away; that something was said there stays.
  const message: EntryMessage = entry.message ?? {
    messageId: text(entry.payload['messageId']),
    seq: entry.seq,
    publicSeq: entry.publicSeq,
    kind: entry.publicSeq === null ? 'note' : 'public',
    isQuestion: false,
    text: '',
    at: entry.at,
    editedAt: null,
    deletedAt: entry.at,
  }
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
  }
}

/** The public persona: side, number and name. Addresses and other details of the journal never leave it. */
function presentAuthor(actor: JournalActor): Author {
  return { side: actor.side, userId: actor.userId, name: actor.name }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
