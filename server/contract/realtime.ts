import * as v from 'valibot'
import { id, memberId, sequence } from './common.ts'
import { refusalCodes } from './refusals.ts'
import { ticketEvent, ticketSummary } from './tickets/types.ts'

/** What a page says over its socket. The first frame must be `hello` (design, decision 8). */
export const clientFrame = v.variant('type', [
  v.strictObject({ type: v.literal('hello'), token: v.pipe(v.string(), v.maxLength(200)) }),
  v.strictObject({ type: v.literal('watch'), ticketId: id, after: sequence }),
  v.strictObject({ type: v.literal('unwatch'), ticketId: id }),
  /** `isNote`: what is typed is for the desk alone, and nobody else is told (T8). */
  v.strictObject({ type: v.literal('typing'), ticketId: id, isNote: v.optional(v.boolean()) }),
  /** A page that shows a list of tickets wants their summaries as they change. */
  v.strictObject({ type: v.literal('list'), wanted: v.boolean() }),
  v.strictObject({ type: v.literal('ping') }),
])
export type ClientFrame = v.InferOutput<typeof clientFrame>

/** Something besides a conversation changed; the page that shows it reads it anew. */
export const changedThings = [
  'support',
  'connections',
  'codes',
  'settings',
  'staff',
  'regulation',
  'billing',
  'me',
  /** The owner's log (D5). */
  'audit',
  /** What clients say of how their tickets ended (T11). */
  'ratings',
  /** Letters to the head of support (T11). */
  'letters',
  /** Quick replies of the desk or of one of its people (T8). */
  'replies',
  /** Coupons of special requests (T10). */
  'coupons',
  /** What somebody of the portal or of the desk is told on their page (D4). */
  'notices',
  /** What a desk announces to its clients (D3). */
  'announcements',
  /** What a desk has watched, and how it is (D3). */
  'monitoring',
  /** Mailboxes of a desk, and how they do (I1). */
  'channels',
  /** What a desk has written down (A5). */
  'knowledge',
  /** The order in which a desk's tickets wait. */
  'queue',
] as const
export type ChangedThing = (typeof changedThings)[number]

/** Null: of all clients of the desk. */
const changedKey = v.strictObject({ deskId: v.nullable(id), memberId: v.nullable(memberId) })
export type ChangedKey = v.InferOutput<typeof changedKey>

export const serverFrame = v.variant('type', [
  v.strictObject({ type: v.literal('ready') }),
  v.strictObject({ type: v.literal('pong') }),
  /** Numbered events of one ticket, in order; a page that notices a gap watches again from its own number. */
  v.strictObject({ type: v.literal('events'), ticketId: id, events: v.array(ticketEvent) }),
  /** `readSeq` is 0 here: how far the reader has read is the reader's own business, the page keeps what it knows. */
  v.strictObject({ type: v.literal('summary'), summary: ticketSummary }),
  /** `key`: of several accounts or queues the one that changed; without it any may have. */
  v.strictObject({ type: v.literal('changed'), what: v.picklist(changedThings), key: v.optional(changedKey) }),
  v.strictObject({
    type: v.literal('typing'),
    ticketId: id,
    side: v.picklist(['client', 'desk']),
    userId: v.number(),
    name: v.string(),
    /** Only to the desk: a note is being written. */
    isNote: v.optional(v.boolean()),
  }),
  /** Who of the other side has this ticket open now. */
  v.strictObject({
    type: v.literal('presence'),
    ticketId: id,
    people: v.array(v.strictObject({ side: v.picklist(['client', 'desk']), userId: v.number(), name: v.string() })),
  }),
  /** How far the other side has read, in the client's numbering, as `publicSeq` has it. */
  v.strictObject({ type: v.literal('read'), ticketId: id, side: v.picklist(['client', 'desk']), seq: sequence }),
  v.strictObject({ type: v.literal('refused'), ticketId: v.nullable(id), code: v.picklist(refusalCodes) }),
  /** The session is over; the page opens a new one or shows why it cannot. */
  v.strictObject({ type: v.literal('end'), code: v.picklist(refusalCodes) }),
])
export type ServerFrame = v.InferOutput<typeof serverFrame>

/** What a conversation and a list are made of, for whoever only passes them on. */
export type ConversationEvent = v.InferOutput<typeof ticketEvent>
export type ListSummary = v.InferOutput<typeof ticketSummary>
