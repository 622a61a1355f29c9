import type { IntakeAnswer, IntakeView } from '#contract/tickets/intake.types.ts'
import type { Deferral } from '#contract/tickets/reasons.types.ts'
import type { Message, TicketEvent, TicketView } from '#contract/tickets/types.ts'
import type { Answers } from '#test/app/page.ts'
import { clientAuthor, deskAuthor, instant } from '#test/app/factories.ts'
import { vendorSla } from '#server/regulations/presets/vendorSla.ts'
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

const moved = {
  type: 'ticket.moved',
  assignee: null,
  closeReason: null,
  deferredUntil: null,
  isExpected: false,
  reason: null,
} as const

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

/** It was put off, and its date has moved since. */
function putOff(after: number, { reason, until, isExpected }: Deferral): TicketEvent[] {
  const first = { seq: after + 1, at: instant(after + 1), by: deskAuthor }
  const from = '2026-11-24T06:00:00.000Z'
  return [
    { ...moved, ...first, from: 'inProgress', to: 'deferred', deferredUntil: from, isExpected, reason },
    { ...first, type: 'ticket.dateMoved', seq: after + 2, from, to: until, isExpected },
  ]
}
const titleOf = (code: string) => vendorSla.intake.fields.find((field) => field.code === code)?.title ?? null
const asked = (code: 'steps' | 'environment', isRequired: boolean) => ({
  code,
  title: titleOf(code) ?? { ru: '', uk: '', en: '' },
  isRequired,
})

const given: IntakeAnswer[] = [
  { code: 'place', text: 'https://example.org/a/rather/long/address/that/has/no/place/to/break', source: 'link' },
  { code: 'version', text: '17.5\n18.0', source: 'writer' },
  { code: 'got', text: '`503`', source: 'writer' },
]

/** Answers of both sources, what the portal has told, and what is missing. */
const intakeIn = (side: TicketView['side']): IntakeView => ({
  answers: given.map((answer) => ({ ...answer, title: titleOf(answer.code) })),
  product: { edition: 'cloud', level: 'professional', checkedAt: instant(1) },
  known: [{ code: 'edition', title: titleOf('edition') ?? { ru: '', uk: '', en: '' } }],
  open: [asked('steps', true), asked('environment', false)],
  question: side === 'desk' ? '- ?' : null,
})

/** A ticket that is open, with what was said in it. */
export function conversationOf(view: TicketView): Answers {
  const said = view.side === 'desk' ? [...publicEvents, note] : publicEvents
  const events = view.summary.deferral === null ? said : [...said, ...putOff(said.length, view.summary.deferral)]
  return {
    readTicket: () => view,
    readEvents: () => ({ events, hasEarlier: false, lastSeq: events.length }),
    markRead: () => ({}),
    readPlace: () => ({ place: null }),
    readIntake: () => ({ intake: intakeIn(view.side) }),
  }
}

const other = { ticketId: uuid(601), number: 'OP-1043' }
const linkOf = { linkId: uuid(602), ...other }
const three = '1. Hello `503`\n2. **Invoice** printing\n3. `18.0`'

/** The same, of which one message became a ticket of its own, and into which a duplicate was merged. */
export function linkedConversationOf(view: TicketView): Answers {
  const by = { at: instant(21), by: deskAuthor }
  const split = { ...linkOf, kind: 'split' as const, role: 'from' as const, messageIds: [uuid(520)] }
  const merge = { ...linkOf, linkId: uuid(603), kind: 'merge' as const, role: 'to' as const, messageIds: [] }
  const events: TicketEvent[] = [
    ...publicEvents,
    message(19, { author: clientAuthor, text: 'Hello', movedFrom: other }),
    message(20, { author: clientAuthor, text: three }),
    { ...by, type: 'ticket.linked', seq: 21, ...split },
    { ...by, type: 'ticket.linked', seq: 22, ...merge },
    { ...by, type: 'ticket.unlinked', seq: 23, linkId: uuid(604), kind: 'merge', role: 'to', ...other },
  ]
  const shown = { subject: 'Invoice printing', status: 'queued', closeReason: null, madeAt: instant(21) } as const
  const undoUntil = view.side === 'desk' ? instant(3600) : null
  const links: TicketView['links'] = [
    { ...linkOf, kind: 'split', role: 'from', ...shown, undoUntil },
    {
      ...linkOf,
      linkId: uuid(603),
      kind: 'merge',
      role: 'to',
      ...shown,
      status: 'closed',
      closeReason: 'merged',
      undoUntil,
    },
  ]
  return {
    ...conversationOf(view),
    readTicket: () => ({ ...view, links }),
    readEvents: () => ({ events, hasEarlier: false, lastSeq: events.length }),
  }
}
