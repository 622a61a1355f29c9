import type { TicketEvent, TicketView } from '#contract/tickets/types.ts'
import type { FrameOf } from '#app/lib/socket.ts'
import type { ApiError } from '#app/lib/apiError.ts'
import { appendEvents, emptyConversation, prependEvents, startConversation } from './conversation.ts'
import type { Conversation } from './conversation.ts'

export type PresentPerson = FrameOf<'presence'>['people'][number]
export interface TypingPerson extends PresentPerson {
  /** For colleagues alone. */
  readonly isNote: boolean
  readonly until: number
}

/** Everything that the page of one ticket shows. */
export interface TicketState {
  readonly view: TicketView | null
  readonly conversation: Conversation
  readonly status: 'loading' | 'ready' | 'failed'
  readonly reason: ApiError | null
  readonly isLoadingEarlier: boolean
  readonly people: readonly PresentPerson[]
  readonly typing: readonly TypingPerson[]
}

interface Page {
  events: readonly TicketEvent[]
  hasEarlier: boolean
}

export type Change =
  | { type: 'asked' }
  | { type: 'failed'; reason: ApiError }
  | { type: 'viewed'; view: TicketView }
  | { type: 'started'; page: Page }
  | { type: 'askedEarlier' }
  | { type: 'earlier'; page: Page | null }
  | { type: 'events'; events: readonly TicketEvent[] }
  | { type: 'present'; people: readonly PresentPerson[] }
  | { type: 'typing'; person: TypingPerson }
  | { type: 'quiet'; now: number }
  | { type: 'read'; seq: number }
  | { type: 'readByOther'; seq: number }

export const unopenedTicket: TicketState = {
  view: null,
  conversation: emptyConversation,
  status: 'loading',
  reason: null,
  isLoadingEarlier: false,
  people: [],
  typing: [],
}

/** The only place where what is shown of a ticket changes. */
export function evolveTicketState(ticket: TicketState, change: Change): TicketState {
  switch (change.type) {
    case 'asked':
      return { ...ticket, status: ticket.view === null ? 'loading' : ticket.status, reason: null }
    case 'failed':
      return { ...ticket, status: 'failed', reason: change.reason }
    case 'viewed':
      return { ...ticket, view: change.view, status: 'ready', reason: null }
    case 'started':
      return { ...ticket, conversation: startConversation(ticket.conversation, change.page) }
    case 'askedEarlier':
      return { ...ticket, isLoadingEarlier: true }
    case 'earlier':
      return {
        ...ticket,
        isLoadingEarlier: false,
        conversation: change.page === null ? ticket.conversation : prependEvents(ticket.conversation, change.page),
      }
    case 'events':
      return {
        ...withoutWriters(ticket, change.events),
        conversation: appendEvents(ticket.conversation, change.events),
      }
    case 'present':
      return { ...ticket, people: change.people }
    case 'typing':
      return { ...ticket, typing: [...ticket.typing.filter(isNot(change.person)), change.person] }
    case 'quiet':
      return { ...ticket, typing: ticket.typing.filter(({ until }) => until > change.now) }
    case 'read':
      return withView(ticket, (view) => ({
        ...view,
        summary: { ...view.summary, readSeq: Math.max(view.summary.readSeq, change.seq) },
      }))
    case 'readByOther':
      return withView(ticket, (view) => ({ ...view, otherSideRead: Math.max(view.otherSideRead, change.seq) }))
  }
}

function withView(ticket: TicketState, change: (view: TicketView) => TicketView): TicketState {
  return ticket.view === null ? ticket : { ...ticket, view: change(ticket.view) }
}

/** Whoever has sent is not typing any more. */
function withoutWriters(ticket: TicketState, events: readonly TicketEvent[]): TicketState {
  const writers = new Set(
    events.flatMap((event) => (event.type === 'message.sent' ? [event.message.author.userId] : [])),
  )
  return { ...ticket, typing: ticket.typing.filter(({ userId }) => !writers.has(userId)) }
}

const isNot = (person: PresentPerson) => (other: PresentPerson) =>
  other.userId !== person.userId || other.side !== person.side
