import type { JournalEvent, JournalEventType, JournalPayload } from '#contract/events.ts'
import type { Side } from '#contract/common.ts'
import type { ClockEvent } from './clockEvents.ts'
import { takenClockOf } from './takenClock.ts'
import type { Subject } from './targets.ts'
import { advance, noClocks, type TicketClocks } from './ticketClocks.ts'
import { toClockEvent, type TicketHappening } from './ticketHistory.ts'
import { promisedFor, type TermsOfKinds } from './unclassified.ts'

/** What moves a clock, or says what is promised. */
export const clockEvents = [
  'ticket.opened',
  'message.sent',
  'ticket.moved',
  'ticket.assigned',
  'ticket.locked',
  'ticket.unlocked',
  'ticket.classified',
  'ticket.planned',
  'ticket.calendarAdopted',
  'ticket.awaitingPayment',
  'ticket.paid',
  'ticket.linked',
  'ticket.unlinked',
] as const satisfies readonly JournalEventType[]

/** One journal entry of a ticket. It says everything that the clocks need; no text of a message is among it. */
export type ClockEntry = {
  seq: number
  publicSeq: number | null
  at: Date
  actor: { side: Side; userId: number | null }
  /** Null where it moves no clock, or this release cannot read it: it is counted as read. */
  event: JournalEvent<(typeof clockEvents)[number]> | null
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

/** Every name of a plan or a calendar by which these clocks go, now or once. */
export function namesIn({ subject, clocks }: Folded, entries: readonly ClockEntry[]): string[] {
  const kept = [clocks.firstReaction, ...clocks.nextReactions, clocks.resolution].flatMap((clock) =>
    (clock?.promises ?? []).flatMap(({ target, subject: then }) => [...then.plans, target?.calendar ?? '']),
  )
  const promised = Object.values(clocks.promised?.targets ?? {}).map((target) => target?.calendar ?? '')
  const told = entries.flatMap(({ event }) =>
    event !== null && 'plans' in event.payload ? (event.payload.plans ?? []) : [],
  )
  const taken = entries.flatMap(({ event }) =>
    event?.type === 'ticket.linked'
      ? (event.payload.taken?.promises ?? []).map(({ target }) => target?.calendar ?? '')
      : [],
  )
  return [...subject.plans, ...kept, ...promised, ...told, ...taken]
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
  const { at, seq, event } = entry
  if (event === null) return null
  if (event.type === 'ticket.awaitingPayment') return { at, seq, type: 'awaitingPayment' }
  if (event.type === 'ticket.paid') return { at, seq, type: 'paid' }
  if (event.type === 'ticket.linked') return linkedEvent(event.payload, { at, seq })
  if (event.type === 'ticket.unlinked') {
    const { givesBack, unansweredSince } = event.payload
    return givesBack ? { at, seq, type: 'gaveBack', unansweredSince: dateOf(unansweredSince) } : null
  }
  if (event.type === 'ticket.moved' && event.payload.unmerged !== undefined) {
    const { to, unmerged } = event.payload
    return { at, seq, type: 'unmerged', since: new Date(unmerged.since), isResolved: to === 'resolved' }
  }
  return toClockEvent({ at, ...happeningOf(event, entry) }, seq, promisedFor(subject, terms, at))
}

/** The message of which a ticket was made may have been answered where it was said: at that instant, not when it was split (T4). */
function linkedEvent(
  { taken, answeredAt }: JournalPayload<'ticket.linked'>,
  { at, seq }: Pick<ClockEvent, 'at' | 'seq'>,
): ClockEvent | null {
  if (taken !== null) return { at, seq, type: 'tookOver', taken: takenClockOf(taken) }
  return answeredAt === null ? null : { at: new Date(answeredAt), seq, type: 'agentMessage', isQuestion: false }
}

type Moving = Exclude<
  ClockEntry['event'],
  JournalEvent<'ticket.awaitingPayment' | 'ticket.paid' | 'ticket.linked' | 'ticket.unlinked'> | null
>

function happeningOf(event: Moving, { publicSeq, actor }: ClockEntry): TicketHappening {
  switch (event.type) {
    case 'ticket.opened': {
      const { status, coupon } = event.payload
      // A coupon's clocks start at creation (S3).
      return { type: event.type, status: coupon ? 'queued' : status }
    }
    case 'message.sent': {
      const by = { side: actor.side, personId: actor.userId === null ? null : String(actor.userId) }
      const { isQuestion = false } = event.payload
      return { type: event.type, kind: publicSeq === null ? 'note' : 'public', by, isQuestion }
    }
    case 'ticket.moved': {
      const { from, to, closeReason } = event.payload
      return { type: event.type, from, to: { status: to, closeReason } }
    }
    case 'ticket.assigned':
    case 'ticket.locked':
    case 'ticket.unlocked':
      return { type: event.type }
    case 'ticket.classified':
    case 'ticket.planned':
    case 'ticket.calendarAdopted':
      return { type: 'ticket.retargeted' }
  }
}

/** Whatever carries a category, a priority, plans or a coupon says what is promised from then on. */
function subjectAfter(before: Subject, { event }: ClockEntry): Subject {
  if (event === null) return before
  switch (event.type) {
    case 'ticket.opened': {
      const { category, priority, coupon, plans = before.plans } = event.payload
      return { category: category ?? before.category, priority, plans, coupon: before.coupon || coupon }
    }
    case 'ticket.classified': {
      const { category, priority } = event.payload.to
      return { ...before, category: category ?? before.category, priority }
    }
    case 'ticket.moved':
      return { ...before, plans: event.payload.plans ?? before.plans }
    case 'ticket.planned':
      return { ...before, plans: event.payload.plans }
    case 'message.sent':
    case 'ticket.assigned':
    case 'ticket.locked':
    case 'ticket.unlocked':
    case 'ticket.awaitingPayment':
    case 'ticket.paid':
    case 'ticket.calendarAdopted':
    case 'ticket.linked':
    case 'ticket.unlinked':
      return before
  }
}

function dateOf(text: string | null): Date | null {
  return text === null ? null : new Date(text)
}
