import * as v from 'valibot'
import { assistantJudged, assistantSaid } from './assistant.types.ts'
import { clientNames, count, id, instant, memberId, person, sequence, sides, userId } from '../common.ts'
import { incidentStep } from './internal.types.ts'
import { partnerStep } from './steps.types.ts'
import { awaitedPayment } from '../billing/base.types.ts'
import { clientOfTicket } from './client.types.ts'
import { linkBase, linkedTicket } from './links.types.ts'
import { wayOn } from '../regulations/tickets.types.ts'
import { movedDeadline } from '../sla/types.ts'
import { categories, category, priorities, priority } from '../regulations/base.types.ts'
import { messageFile } from './files.types.ts'
import { accessBox, boxEvents } from './access.types.ts'
import { contacted } from './contact.types.ts'
import { dutyEvents, dutyPage } from './duty.types.ts'
import { ticketIdentification } from './identification.types.ts'
import { rating, score } from './ratings.types.ts'
import { deferral, givenReason } from './reasons.types.ts'

export const ticketStatuses = [
  'assistant',
  'queued',
  'inProgress',
  'waitingForClient',
  'deferred',
  'resolved',
  'closed',
] as const
export const ticketStatus = v.picklist(ticketStatuses)
export type TicketStatus = (typeof ticketStatuses)[number]

/** What a status is to whoever asks of several; a new one answers here, since nobody keeps a list of their own. */
const traits = {
  assistant: { isWorkedOn: false, isInHand: false },
  queued: { isWorkedOn: true, isInHand: true },
  inProgress: { isWorkedOn: true, isInHand: true },
  waitingForClient: { isWorkedOn: true, isInHand: true },
  deferred: { isWorkedOn: true, isInHand: false },
  resolved: { isWorkedOn: false, isInHand: false },
  closed: { isWorkedOn: false, isInHand: false },
} as const satisfies Record<TicketStatus, { isWorkedOn: boolean; isInHand: boolean }>

/** People of the desk work on it: they may time it (Q5) and hand it over (S6). */
export function isWorkedOn(status: TicketStatus): boolean {
  return traits[status].isWorkedOn
}

/** Those that count as the work that an agent has now. */
export const statusesInHand = ticketStatuses.filter((status) => traits[status].isInHand)

/** `over`: what it was opened for has ended by itself, before anybody took it (D3). */
export const closeReasons = ['answered', 'confirmed', 'timeout', 'declined', 'withdrawn', 'merged', 'over'] as const
export const lockReasons = ['partner_connected', 'left_desk', 'desk_ended', 'uninstalled', 'free_tariff'] as const
export const lockReason = v.picklist(lockReasons)
export type LockReason = (typeof lockReasons)[number]

export const author = v.strictObject({
  side: v.picklist(sides),
  userId: v.nullable(v.number()),
  name: v.string(),
})
export type Author = v.InferOutput<typeof author>

/** Of the desk's staff, by the name that they have now. */
const mentioned = v.strictObject({ userId, name: v.string() })
export type Mentioned = v.InferOutput<typeof mentioned>

export const message = v.strictObject({
  messageId: id,
  /** Position in this reader's own numbering: a client's numbers have no holes where notes are (T8). */
  seq: sequence,
  /** The client's number of a public message, so that staff can tell what the client has read. Null on notes. */
  publicSeq: v.nullable(sequence),
  author,
  kind: v.picklist(['public', 'note']),
  isQuestion: v.boolean(),
  text: v.string(),
  at: instant,
  editedAt: v.nullable(instant),
  isDeleted: v.boolean(),
  /** People of the desk whom a note mentions (T8); absent where it mentions nobody. */
  mentions: v.optional(v.array(mentioned)),
  /** It was said in another ticket, and an agent has made this one of it (T4). */
  movedFrom: v.optional(linkedTicket),
  /** In the order in which the writer has put them; absent where there are none. */
  files: v.optional(v.array(messageFile)),
})
export type Message = v.InferOutput<typeof message>

const base = { seq: sequence, at: instant, by: author }
const classification = v.strictObject({ category: v.nullable(category), priority })
/** One numbered event of a ticket as one audience may see it; the numbers of an audience have no gaps. */
export const ticketEvent = v.variant('type', [
  v.strictObject({ ...base, type: v.literal('ticket.opened'), number: v.string(), subject: v.string() }),
  v.strictObject({ ...base, type: v.literal('message.sent'), message }),
  v.strictObject({
    ...base,
    type: v.literal('message.edited'),
    messageId: id,
    text: v.string(),
    editedAt: instant,
    /** Of a note that mentions somebody now. */
    mentions: v.optional(v.array(mentioned)),
  }),
  v.strictObject({ ...base, type: v.literal('message.deleted'), messageId: id }),
  v.strictObject({
    ...base,
    type: v.literal('ticket.moved'),
    from: ticketStatus,
    to: ticketStatus,
    assignee: v.nullable(person),
    closeReason: v.nullable(v.picklist(closeReasons)),
    deferredUntil: v.nullable(instant),
    isExpected: v.boolean(),
    reason: v.nullable(givenReason),
    /** Declined as outside of support: where to go on, as it was then (T5). */
    way: v.optional(wayOn),
    /** Into which ticket it was merged, or from which one it came back. */
    merged: v.optional(linkedTicket),
    unmerged: v.optional(linkedTicket),
  }),
  /** A ticket that is put off comes back on another day (T6). */
  v.strictObject({
    ...base,
    type: v.literal('ticket.dateMoved'),
    from: instant,
    to: instant,
    isExpected: v.boolean(),
  }),
  /** `role` is this ticket's own; `messageIds` are the messages of which the new ticket was made. */
  v.strictObject({ ...base, type: v.literal('ticket.linked'), ...linkBase, messageIds: v.array(id) }),
  v.strictObject({ ...base, type: v.literal('ticket.unlinked'), ...linkBase }),
  v.strictObject({ ...base, type: v.literal('ticket.assigned'), assignee: v.nullable(person) }),
  v.strictObject({ ...base, type: v.literal('ticket.locked'), reason: lockReason }),
  v.strictObject({ ...base, type: v.literal('ticket.unlocked') }),
  v.strictObject({
    ...base,
    type: v.literal('ticket.classified'),
    from: classification,
    to: classification,
    /** The priority that the client had proposed, and that is decided by this (T3). */
    wish: v.nullable(priority),
  }),
  /** Somebody of the desk reached the client outside of the ticket (T12); what was said is a note. */
  v.strictObject({ ...base, type: v.literal('ticket.contacted'), ...contacted }),
  v.strictObject({ ...base, type: v.literal('assistant.said'), ...assistantSaid }),
  v.strictObject({ ...base, type: v.literal('assistant.judged'), ...assistantJudged }),
  v.strictObject({ ...base, type: v.literal('ticket.partnerStep'), ...partnerStep }),
  v.strictObject({ ...base, type: v.literal('ticket.incident'), ...incidentStep }),
  v.strictObject({ ...base, type: v.literal('ticket.rated'), score, from: v.nullable(score), hasComment: v.boolean() }),
  /**
   * A clock has used up so much of its time; 100 is the breach, `onDuty` a page to whoever is on duty. `expectedDate`: the date
   * that the client was told came before the ticket was done (T6).
   */
  v.strictObject({
    ...base,
    type: v.literal('sla.alarm'),
    clock: v.picklist(['firstReaction', 'nextReaction', 'resolution', 'onDuty', 'expectedDate']),
    percent: count,
    dueAt: instant,
  }),
  /** The clocks stand still until the next payment (Q7). */
  v.strictObject({ ...base, type: v.literal('ticket.awaitingPayment'), why: awaitedPayment }),
  v.strictObject({ ...base, type: v.literal('ticket.paid') }),
  /** From now on it is promised what these plans promise. */
  v.strictObject({ ...base, type: v.literal('ticket.planned'), plans: v.array(v.string()) }),
  /** By an official year of its calendar's country; without deadlines that moved, the desk alone sees it. */
  v.strictObject({
    ...base,
    type: v.literal('ticket.calendarAdopted'),
    deadlines: v.array(movedDeadline),
  }),
  ...boxEvents(base),
  ...dutyEvents(base),
  v.strictObject({ ...base, type: v.literal('timer.started'), intervalId: id }),
  v.strictObject({
    ...base,
    type: v.literal('timer.stopped'),
    intervalId: id,
    /** As `stopCauses` of billing has them. */
    cause: v.picklist(['exhausted', 'agent', 'ticketEnded', 'locked', 'noAnswer', 'dayEnded']),
    quanta: count,
    /** How long a quantum was for this interval; null where it is not known: as the account counts now. */
    quantumMinutes: v.nullable(count),
  }),
])
export type TicketEvent = v.InferOutput<typeof ticketEvent>

/** The rank in the queue of whoever overtakes nobody; lower ones go first (S7). */
export const ordinaryRank = 9

export const ticketSummary = v.strictObject({
  ticketId: id,
  number: v.string(),
  subject: v.string(),
  status: ticketStatus,
  closeReason: v.nullable(v.picklist(closeReasons)),
  deferral: v.nullable(deferral),
  /** Why the desk declined it. */
  declinedFor: v.nullable(givenReason),
  lock: v.nullable(lockReason),
  deskId: id,
  deskName: v.string(),
  memberId,
  ...clientNames,
  openedBy: v.string(),
  openedAt: instant,
  lastAt: instant,
  assignee: v.nullable(person),
  /** The newest number in this reader's numbering, and how far they have read. */
  lastSeq: sequence,
  readSeq: sequence,
  preview: v.string(),
  /** By coupon (T10). */
  isSpecial: v.optional(v.literal(true)),
  /** The server has opened it for the desk itself (D3): there is no client. */
  isInternal: v.optional(v.literal(true)),
  /** Only for the desk: what its queue goes by (S7). */
  queue: v.nullable(
    v.strictObject({
      category: v.nullable(v.picklist(categories)),
      priority: v.picklist(priorities),
      /** What the client proposes instead, until staff decides (T3). */
      wish: v.nullable(v.picklist(priorities)),
      dueAt: v.nullable(instant),
      queuedAt: instant,
      rank: count,
    }),
  ),
})
export type TicketSummary = v.InferOutput<typeof ticketSummary>

export const ticketActions = [
  'write',
  'note',
  'ask',
  'take',
  'assign',
  'resolve',
  'decline',
  'outOfScope',
  'defer',
  'moveDate',
  'contact',
  'resume',
  'withdraw',
  'confirm',
  'reopen',
  'giveAccess',
  'rate',
  'goOn',
  'askAccess',
  'offerAccess',
  'split',
  'merge',
] as const
export type TicketAction = (typeof ticketActions)[number]
export const ticketLink = v.strictObject({
  ...linkBase,
  subject: v.string(),
  status: ticketStatus,
  closeReason: v.nullable(v.picklist(closeReasons)),
  madeAt: instant,
  /** Until when an agent may undo it; null: not any more, or not by this reader. */
  undoUntil: v.nullable(instant),
})
export type TicketLink = v.InferOutput<typeof ticketLink>

const viewOfTicket = v.strictObject({
  summary: ticketSummary,
  side: v.picklist(['client', 'desk']),
  /** What this reader may do now; a button that is not here is not shown. */
  can: v.array(v.picklist(ticketActions)),
  /** How far the other side has read, in this reader's numbering of public messages. */
  otherSideRead: sequence,
  /** Where the conversation goes on, when this one was merged: the ticket at the end of the chain. */
  mergedInto: v.nullable(linkedTicket),
  links: v.array(ticketLink),
  /** What the client says of how it ended last (T11); absent where it has said nothing. */
  rating: v.optional(rating),
  /** T9: what was asked for or given, the newest first; absent where nothing ever was. */
  boxes: v.optional(v.array(accessBox)),
  dutyPage: v.optional(dutyPage),
  identification: v.optional(ticketIdentification),
  /** Only for the desk: what is known of the client. */
  client: v.nullable(clientOfTicket),
})
type ViewOfTicket = typeof viewOfTicket
/** By a name of its own: most routes of a ticket answer with it, and written out for each the list of routes would be too long. */
export interface TicketViewSchema extends ViewOfTicket {}
export const ticketView: TicketViewSchema = viewOfTicket
export type TicketView = v.InferOutput<typeof ticketView>

export const ticketInput = v.strictObject({ ticketId: id })
