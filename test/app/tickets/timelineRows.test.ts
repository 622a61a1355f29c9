import { expect, it } from 'vitest'
import { appendEvents, emptyConversation, entriesOf } from '#app/tickets/conversation.ts'
import { timelineRows } from '#app/tickets/timelineRows.ts'
import type { Reader } from '#app/tickets/timelineRows.ts'
import type { Outgoing } from '#app/tickets/outbox.ts'
import type { TicketEvent } from '#contract/tickets/types.ts'
import { clientAuthor, deskAuthor, ids, instant, opened, sent } from '../factories.ts'

const client: Reader = {
  userId: 1,
  name: 'Анна Орлова',
  side: 'client',
  otherSideRead: 0,
  readSeqAtOpening: 100,
  hasIntake: false,
  dayOf: (at) => at.slice(0, 10),
}
const desk: Reader = { ...client, userId: 7, name: 'Игорь Белов', side: 'desk' }
const rows = (events: TicketEvent[], reader: Reader, outbox: Outgoing[] = []) =>
  timelineRows(entriesOf(appendEvents(emptyConversation, events)), outbox, reader)
const deliveries = (events: TicketEvent[], reader: Reader) =>
  rows(events, reader).flatMap((row) => (row.kind === 'message' ? [row.delivery] : []))

it('a new day begins with its divider', () => {
  const kinds = rows([opened(), sent(2), sent(3, { at: '2026-11-21T09:00:00.000Z' })], client).map(({ kind }) => kind)

  expect(kinds).toEqual(['day', 'system', 'message', 'day', 'message'])
})

it('what was unread at opening stands below one divider; own messages are never unread', () => {
  const events = [sent(1), sent(2, { author: clientAuthor }), sent(3), sent(4)]

  const kinds = rows(events, { ...client, readSeqAtOpening: 1 }).map(({ kind, key }) =>
    kind === 'unread' ? kind : key,
  )

  expect(kinds.indexOf('unread')).toBe(3)
  expect(kinds.filter((kind) => kind === 'unread')).toHaveLength(1)
})

it('T8 an own message is delivered, and read once the other side has read that far', () => {
  const events = [sent(1, { author: clientAuthor }), sent(2, { author: clientAuthor }), sent(3)]

  expect(deliveries(events, { ...client, otherSideRead: 1 })).toEqual(['read', 'delivered', null])
})

it("T8 what the client has read is counted in the client's numbers, in which notes do not exist", () => {
  const events = [
    sent(1, { author: deskAuthor, publicSeq: 1 }),
    sent(2, { author: deskAuthor, publicSeq: null, kind: 'note' }),
    sent(3, { author: deskAuthor, publicSeq: 2 }),
  ]

  expect(deliveries(events, { ...desk, otherSideRead: 1 })).toEqual(['read', null, 'delivered'])
})

it('the name is said again only after somebody else, after a while, or when a note follows', () => {
  const events = [
    sent(1),
    sent(2),
    sent(3, { author: clientAuthor }),
    sent(4),
    sent(5, { kind: 'note' }),
    sent(6, { kind: 'note', at: instant(1000) }),
  ]

  const continued = rows(events, client).flatMap((row) => (row.kind === 'message' ? [row.isContinued] : []))

  expect(continued).toEqual([false, true, false, false, false, false])
})

it('a colleague of the same side is not mistaken for oneself', () => {
  const own = rows([sent(1), sent(2, { author: { ...deskAuthor, userId: 8 } })], desk)

  expect(own.flatMap((row) => (row.kind === 'message' ? [row.isOwn] : []))).toEqual([true, false])
})

it('what is on its way stands last, in its state', () => {
  const outgoing: Outgoing = {
    ticketId: ids.ticket,
    messageId: 'm1',
    text: 'в пути',
    kind: 'public',
    isQuestion: false,
    files: [],
    at: instant(9),
    order: 1,
    state: 'waiting',
    reason: null,
  }

  const last = rows([sent(1)], client, [outgoing]).at(-1)

  expect(last).toMatchObject({ kind: 'message', key: 'm1', isOwn: true, delivery: 'waiting' })
})

it('T4 what was answered beside a ticket stands below its first message, once, and the next message says its name again', () => {
  const events = [opened(), sent(2, { author: clientAuthor }), sent(3, { author: clientAuthor })]

  const shown = rows(events, { ...client, hasIntake: true })

  expect(shown.map(({ kind }) => kind)).toEqual(['day', 'system', 'message', 'intake', 'message'])
  expect(shown.flatMap((row) => (row.kind === 'message' ? [row.isContinued] : []))).toEqual([false, false])
})
