import * as v from 'valibot'
import {
  clientNames,
  count,
  id,
  instant,
  memberId,
  messageText,
  namedInstant,
  note,
  person,
  sequence,
  shortText,
  sides,
  userId,
} from '../common.ts'
import { awaitedPayment } from '../billing/base.types.ts'
import { level } from '../connections/types.ts'
import { clientReaders } from '../notifications/table.types.ts'
import { categories, category, priorities, priority } from '../regulations/base.types.ts'

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

export const closeReasons = ['answered', 'confirmed', 'timeout', 'declined', 'withdrawn'] as const
export const lockReasons = ['partner_connected', 'left_desk', 'desk_ended', 'uninstalled', 'free_tariff'] as const
export const lockReason = v.picklist(lockReasons)
export type LockReason = (typeof lockReasons)[number]

export const author = v.strictObject({
  side: v.picklist(sides),
  userId: v.nullable(v.number()),
  name: v.string(),
})
export type Author = v.InferOutput<typeof author>

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
})
export type Message = v.InferOutput<typeof message>

/** How somebody reaches a client outside of the ticket. */
export const contactWays = ['phone', 'telegram', 'whatsapp', 'max', 'otherMessenger'] as const

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
    reason: v.nullable(v.string()),
  }),
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
  v.strictObject({ ...base, type: v.literal('ticket.contacted'), way: v.picklist(contactWays) }),
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
    deadlines: v.array(
      v.strictObject({
        clock: v.picklist(['firstReaction', 'nextReaction', 'resolution']),
        from: v.nullable(instant),
        to: v.nullable(instant),
      }),
    ),
  }),
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
  'defer',
  'contact',
  'resume',
  'withdraw',
  'confirm',
  'reopen',
] as const
export type TicketAction = (typeof ticketActions)[number]

export const ticketView = v.strictObject({
  summary: ticketSummary,
  side: v.picklist(['client', 'desk']),
  /** What this reader may do now; a button that is not here is not shown. */
  can: v.array(v.picklist(ticketActions)),
  deferredUntil: v.nullable(instant),
  deferredReason: v.nullable(v.string()),
  /** How far the other side has read, in this reader's numbering of public messages. */
  otherSideRead: sequence,
  /** Only for the desk: what is known of the client. */
  client: v.nullable(
    v.strictObject({
      ...clientNames,
      domain: v.string(),
      /** What Bitrix24 calls its tariff, and which one that is (E1). Null: the desk does not serve this portal any more. */
      licence: v.nullable(v.string()),
      level: v.nullable(level),
      /** Of a box, which does not tell its edition: what an owner has said (E1). Null for the cloud. */
      boxIsEnterprise: v.nullable(v.boolean()),
      openedBy: v.string(),
      connectedSince: v.nullable(instant),
      openTickets: count,
      /** Whom notifications of the portal reach now (P8). */
      readers: clientReaders,
    }),
  ),
})
export type TicketView = v.InferOutput<typeof ticketView>

export const openTicketInput = v.strictObject({
  ticketId: id,
  messageId: id,
  subject: shortText,
  text: messageText,
  /** What the client proposes (T3). */
  category: v.optional(category),
  priority: v.optional(priority),
})
export type OpenTicketInput = v.InferOutput<typeof openTicketInput>
export const ticketInput = v.strictObject({ ticketId: id })
export const readEventsInput = v.strictObject({
  ticketId: id,
  /** Everything after this number, or the newest before that one; neither: the newest page. */
  after: v.optional(sequence),
  before: v.optional(sequence),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200))),
})
export const eventPage = v.strictObject({ events: v.array(ticketEvent), hasEarlier: v.boolean(), lastSeq: sequence })

export const sendMessageInput = v.strictObject({
  ticketId: id,
  /** Made by the writer; the same id sent again is the same message (T8). */
  messageId: id,
  text: messageText,
  kind: v.optional(v.picklist(['public', 'note']), 'public'),
  isQuestion: v.optional(v.boolean(), false),
})
export type SendMessageInput = v.InferOutput<typeof sendMessageInput>
export const sentMessage = v.strictObject({ messageId: id, seq: sequence, at: instant })

export const editMessageInput = v.strictObject({ ticketId: id, messageId: id, text: messageText })
export const deleteMessageInput = v.strictObject({ ticketId: id, messageId: id })
export const markReadInput = v.strictObject({ ticketId: id, seq: sequence })

export const withMessageInput = v.strictObject({ ticketId: id, messageId: id, text: messageText })
export const declineInput = v.strictObject({ ticketId: id, messageId: id, text: messageText, reason: shortText })
export const deferInput = v.strictObject({ ticketId: id, reason: shortText, until: namedInstant })
export const assignInput = v.strictObject({ ticketId: id, userId })
/** The id is the note's: the same id sent again is the same contact. */
export const contactInput = v.strictObject({ ...withMessageInput.entries, way: v.picklist(contactWays) })
export type ContactInput = v.InferOutput<typeof contactInput>

export const listTicketsInput = v.strictObject({
  filter: v.optional(v.picklist(['open', 'closed', 'mine', 'all']), 'open'),
  search: v.optional(v.pipe(note, v.maxLength(100))),
  cursor: v.optional(v.pipe(v.string(), v.maxLength(200))),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 50),
})
export type ListTicketsInput = v.InferOutput<typeof listTicketsInput>
export const ticketPage = v.strictObject({ tickets: v.array(ticketSummary), nextCursor: v.nullable(v.string()) })
export type WalkedPage = v.InferOutput<typeof ticketPage>
