import type { Message, TicketEvent, TicketView } from '#contract/tickets/types.ts'
import type { Answers } from '#test/app/page.ts'
import { clientAuthor, deskAuthor, instant } from '#test/app/factories.ts'
import { petro, uuid } from '#test/app/deskFactories.ts'

/** What is written in tickets is written in no language: code and Latin words. */
const markdown = [
  'On it:\n\n- one\n- two',
  '**Bold**, *italic*, `code`, [a link](https://example.org/a/rather/long/address/that/has/no/place/to/break)',
  '```\nselect number, subject, status, assignee from tickets where portal = 17 order by number desc limit 100\n```',
  '> Hello `again`\n\n1. first\n2. second',
]

const system = { side: 'system', userId: null, name: 'Опора' } as const
const message = (seq: number, changes: Partial<Message> = {}): TicketEvent => ({
  type: 'message.sent',
  seq,
  at: instant(seq),
  by: changes.author ?? deskAuthor,
  message: {
    messageId: uuid(500 + seq),
    seq,
    publicSeq: seq,
    author: deskAuthor,
    kind: 'public',
    isQuestion: false,
    text: 'Hello, **what** happened?',
    at: instant(seq),
    editedAt: null,
    isDeleted: false,
    ...changes,
  },
})

const moved = { type: 'ticket.moved', assignee: null, closeReason: null, deferredUntil: null, reason: null } as const

/** Everything that a conversation can show besides notes: writers of both sides, and what happens to a ticket. */
const publicEvents: TicketEvent[] = [
  { type: 'ticket.opened', seq: 1, at: instant(1), by: clientAuthor, number: 'OP-1042', subject: 'Invoice printing' },
  message(2, { author: clientAuthor, text: 'Hello `503`' }),
  { ...moved, seq: 3, at: instant(3), by: deskAuthor, from: 'queued', to: 'inProgress', assignee: petro },
  ...markdown.map((text, index) => message(4 + index, { text })),
  message(8, { isQuestion: true, text: '`17.5` or `18.0`?' }),
  { ...moved, seq: 9, at: instant(9), by: deskAuthor, from: 'inProgress', to: 'waitingForClient' },
  message(10, { author: clientAuthor, text: '`18.0`', editedAt: instant(11) }),
  message(11, { author: clientAuthor, text: '', isDeleted: true }),
  { type: 'ticket.assigned', seq: 12, at: instant(12), by: deskAuthor, assignee: petro },
  {
    type: 'ticket.classified',
    seq: 13,
    at: instant(13),
    by: deskAuthor,
    from: { category: null, priority: 'medium' },
    to: { category: 'incident', priority: 'high' },
    wish: 'high',
  },
  { type: 'sla.alarm', seq: 14, at: instant(14), by: system, clock: 'resolution', percent: 100, dueAt: instant(14) },
  { type: 'ticket.contacted', seq: 15, at: instant(15), by: deskAuthor, way: 'phone' },
  { type: 'timer.started', seq: 16, at: instant(16), by: deskAuthor, intervalId: uuid(10) },
  {
    type: 'timer.stopped',
    seq: 17,
    at: instant(17),
    by: system,
    intervalId: uuid(10),
    cause: 'noAnswer',
    quanta: 3,
    quantumMinutes: 10,
  },
  message(18, { text: 'It works' }),
]

const note = message(19, {
  kind: 'note',
  publicSeq: null,
  author: { ...deskAuthor, userId: 2, name: 'Пётр Сидоренко' },
})

/** A ticket that is open, with what was said in it. */
export function conversationOf(view: TicketView): Answers {
  const events = view.side === 'desk' ? [...publicEvents, note] : publicEvents
  return {
    readTicket: () => view,
    readEvents: () => ({ events, hasEarlier: false, lastSeq: events.length }),
    markRead: () => ({}),
    readPlace: () => ({ place: null }),
  }
}
