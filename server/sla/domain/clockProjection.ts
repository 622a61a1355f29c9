import { categories, priorities } from '#contract/regulations/base.types.ts'
import { ticketStatuses, type TicketStatus } from '#contract/tickets/types.ts'
import { type Side } from '#contract/common.ts'
import type { ClockEvent } from './clockEvents.ts'
import type { Subject } from './targets.ts'
import { advance, noClocks, type TicketClocks } from './ticketClocks.ts'
import { toClockEvent, type TicketHappening } from './ticketHistory.ts'
import { promisedFor, type TermsOfKinds } from './unclassified.ts'

/** One journal entry of a ticket. It says everything that the clocks need; no text of a message is among it. */
export type ClockEntry = {
  seq: number
  publicSeq: number | null
  at: Date
  type: string
  actor: { side: Side; userId: number | null }
  payload: Record<string, unknown>
}

/** A ticket's clocks, what they were promised by, and the number of the last entry that is counted. */
export type Folded = {
  uptoSeq: number
  subject: Subject
  clocks: TicketClocks
  /** Next reactions that were over and are not among the clocks any more: only evidence asks for them. */
  roundsBefore: number
}

export const nothingFolded: Folded = {
  uptoSeq: 0,
  subject: { category: null, priority: 'medium', plans: [], coupon: false },
  clocks: noClocks,
  roundsBefore: 0,
}

/**
 * The one arithmetic of the product: who reads the clocks of a page, who fires an alarm and who exports evidence goes on from
 * what is folded already, each by this function. Entries come in the order of their numbers.
 */
export function foldEntries(before: Folded, entries: readonly ClockEntry[], terms: TermsOfKinds): Folded {
  return entries.reduce((folded, entry) => {
    if (entry.seq <= folded.uptoSeq) return folded
    const subject = subjectAfter(folded.subject, entry)
    const event = clockEventOf(entry, subject, terms)
    const clocks = event === null ? folded.clocks : advance(folded.clocks, event)
    return { ...folded, uptoSeq: entry.seq, subject, clocks }
  }, before)
}

/** The same history event by event, from its beginning: for evidence. */
export function historyOf(entries: readonly ClockEntry[], terms: TermsOfKinds): ClockEvent[] {
  let { subject } = nothingFolded
  return entries.flatMap((entry) => {
    subject = subjectAfter(subject, entry)
    return clockEventOf(entry, subject, terms) ?? []
  })
}

function clockEventOf(entry: ClockEntry, subject: Subject, terms: TermsOfKinds): ClockEvent | null {
  const { at, seq } = entry
  if (entry.type === 'ticket.awaitingPayment') return { at, seq, type: 'awaitingPayment' }
  if (entry.type === 'ticket.paid') return { at, seq, type: 'paid' }
  const happening = happeningOf(entry)
  return happening === null ? null : toClockEvent({ at, ...happening }, seq, promisedFor(subject, terms, at))
}

function happeningOf({ type, payload, publicSeq, actor }: ClockEntry): TicketHappening | null {
  switch (type) {
    case 'ticket.opened':
      // A coupon's clocks start at creation (S3).
      return { type, status: payload['status'] === 'queued' || payload['coupon'] === true ? 'queued' : 'assistant' }
    case 'message.sent': {
      const by = { side: actor.side, personId: actor.userId === null ? null : String(actor.userId) }
      return { type, kind: publicSeq === null ? 'note' : 'public', by, isQuestion: payload['isQuestion'] === true }
    }
    case 'ticket.moved': {
      const [from, to] = [statusIn(payload['from']), statusIn(payload['to'])]
      return from === null || to === null ? null : { type, from, to: { status: to } }
    }
    case 'ticket.assigned':
    case 'ticket.locked':
    case 'ticket.unlocked':
      return { type }
    case 'ticket.classified':
    case 'ticket.planned':
      return { type: 'ticket.retargeted' }
    default:
      return null
  }
}

/** Whatever carries a category, a priority, plans or a coupon says what is promised from then on. */
function subjectAfter(before: Subject, { type, payload }: ClockEntry): Subject {
  const promised = type === 'ticket.classified' ? objectIn(payload['to']) : payload
  if (!type.startsWith('ticket.')) return before
  return {
    category: categories.find((known) => known === promised['category']) ?? before.category,
    priority: priorities.find((known) => known === promised['priority']) ?? before.priority,
    plans: Array.isArray(promised['plans']) ? promised['plans'].map(String) : before.plans,
    coupon: before.coupon || promised['coupon'] === true,
  }
}

function statusIn(value: unknown): TicketStatus | null {
  return ticketStatuses.find((known) => known === value) ?? null
}

function objectIn(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
