import type { WayOn } from '#contract/regulations/tickets.types.ts'
import type { Message, TicketEvent } from '#contract/tickets/types.ts'

export type LinkedTicket = NonNullable<Message['movedFrom']>

/** The loaded part of a ticket: numbered events without holes, the newest of which is `cursor`. */
export interface Conversation {
  readonly events: readonly TicketEvent[]
  readonly cursor: number
  readonly hasEarlier: boolean
}

export interface MessageEntry {
  readonly kind: 'message'
  readonly key: string
  readonly seq: number
  readonly at: string
  readonly message: Message
}

export interface SystemEntry {
  readonly kind: 'system'
  readonly key: string
  readonly seq: number
  readonly at: string
  readonly event: Exclude<TicketEvent, { type: `message.${string}` }>
}

export type Entry = MessageEntry | SystemEntry

export const emptyConversation: Conversation = { events: [], cursor: 0, hasEarlier: false }

/**
 * Takes events however they arrive: what is known is skipped, what continues is appended, and whatever lies behind a
 * hole waits until it comes again with what is missing.
 */
export function appendEvents(conversation: Conversation, arrived: readonly TicketEvent[]): Conversation {
  const added: TicketEvent[] = []
  let cursor = conversation.cursor
  for (const event of arrived.toSorted((left, right) => left.seq - right.seq)) {
    if (event.seq !== cursor + 1) continue
    added.push(event)
    cursor = event.seq
  }
  return added.length === 0 ? conversation : { ...conversation, events: [...conversation.events, ...added], cursor }
}

/** The newest page of a ticket; what arrived live meanwhile and is newer stays. */
export function startConversation(
  conversation: Conversation,
  page: { events: readonly TicketEvent[]; hasEarlier: boolean },
): Conversation {
  const newest = page.events.at(-1)?.seq ?? 0
  if (conversation.cursor > 0 && newest <= conversation.cursor) return conversation
  const oldest = page.events[0]?.seq ?? 1
  if (conversation.cursor >= oldest - 1 && conversation.events.length > 0)
    return appendEvents(conversation, page.events)
  return { events: page.events, cursor: newest, hasEarlier: page.hasEarlier }
}

export function prependEvents(
  conversation: Conversation,
  page: { events: readonly TicketEvent[]; hasEarlier: boolean },
): Conversation {
  const oldest = conversation.events[0]?.seq ?? 0
  if (page.events.at(-1)?.seq !== oldest - 1) {
    return page.events.length === 0 ? { ...conversation, hasEarlier: false } : conversation
  }
  return { ...conversation, events: [...page.events, ...conversation.events], hasEarlier: page.hasEarlier }
}

export function oldestSeq({ events }: Conversation): number {
  return events[0]?.seq ?? 0
}

type Change = Pick<Message, 'text' | 'editedAt' | 'isDeleted' | 'mentions'>

/** What there is to see: later edits and deletions folded into the messages that they change. */
export function entriesOf({ events }: Conversation): Entry[] {
  const changes = new Map<string, Change>()
  for (const event of events) {
    if (event.type === 'message.edited') {
      const { text, editedAt, mentions = [] } = event
      changes.set(event.messageId, { text, editedAt, mentions, isDeleted: false })
    } else if (event.type === 'message.deleted') {
      changes.set(event.messageId, { text: '', editedAt: null, isDeleted: true })
    }
  }
  return events.flatMap((event) => entryOf(event, changes))
}

export function hasMessage({ events }: Conversation, messageId: string): boolean {
  return events.some((event) => event.type === 'message.sent' && event.message.messageId === messageId)
}

/** An unchanged event gives the same object every time: a row of the page is drawn again only when it is different. */
const known = new WeakMap<TicketEvent, Entry>()

function entryOf(event: TicketEvent, changes: ReadonlyMap<string, Change>): Entry[] {
  if (event.type === 'message.edited' || event.type === 'message.deleted') return []
  const change = event.type === 'message.sent' ? changes.get(event.message.messageId) : undefined
  if (event.type === 'message.sent' && change !== undefined && !event.message.isDeleted) {
    return [messageEntry(event.message, event.seq, change)]
  }
  const same = known.get(event)
  if (same !== undefined) return [same]
  const entry: Entry =
    event.type === 'message.sent'
      ? messageEntry(event.message, event.seq, {})
      : { kind: 'system', key: `event-${event.seq}`, seq: event.seq, at: event.at, event }
  known.set(event, entry)
  return [entry]
}

function messageEntry(message: Message, seq: number, change: Partial<Message>): MessageEntry {
  return { kind: 'message', key: message.messageId, seq, at: message.at, message: { ...message, ...change } }
}

/** Of a ticket that was declined as outside of support: where its client goes on. What is said with the last move counts. */
export function wayOnOf({ events }: Conversation): WayOn | null {
  const move = events.findLast((event) => event.type === 'ticket.moved')
  return move?.type === 'ticket.moved' && move.to === 'closed' ? (move.way ?? null) : null
}

/** Into which tickets each message was taken, as it stands now (T4): what was undone is left out. */
export function movedMessages({ events }: Conversation): ReadonlyMap<string, readonly LinkedTicket[]> {
  const live = new Map<string, Extract<TicketEvent, { type: 'ticket.linked' }>>()
  for (const event of events) {
    if (event.type === 'ticket.linked' && event.kind === 'split' && event.role === 'from') live.set(event.linkId, event)
    if (event.type === 'ticket.unlinked') live.delete(event.linkId)
  }
  const moved = new Map<string, LinkedTicket[]>()
  for (const { messageIds, ticketId, number } of live.values()) {
    for (const messageId of messageIds) moved.set(messageId, [...(moved.get(messageId) ?? []), { ticketId, number }])
  }
  return moved
}
