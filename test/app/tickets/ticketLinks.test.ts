import { beforeEach, expect, test } from 'vitest'
import { movedMessages } from '#app/tickets/conversation.ts'
import TicketLinks from '#app/tickets/TicketLinks.vue'
import type { TicketEvent, TicketLink } from '#contract/tickets/types.ts'
import { clientAuthor, meOf, sent } from '../factories.ts'
import { byRole, click, mountPage, server, settle, signIn, textOf } from '../harness.ts'
import { isThere } from '../page.ts'
import { examined } from './files/fileFactories.ts'

const link: TicketLink = {
  linkId: '00000000-0000-4000-8000-000000000001',
  kind: 'merge',
  role: 'to',
  ticketId: '00000000-0000-4000-8000-000000000002',
  number: 'OP-7',
  subject: 'Дубль',
  status: 'closed',
  closeReason: 'merged',
  madeAt: '2026-11-20T09:00:00.000Z',
  undoUntil: null,
}

beforeEach(() => signIn(meOf()))

async function show(changes: Partial<TicketLink> = {}) {
  const undone: string[] = []
  const opened: string[] = []
  mountPage(TicketLinks, {
    props: {
      links: [{ ...link, ...changes }],
      isBusy: false,
      onUndo: ({ linkId }: TicketLink) => undone.push(linkId),
      onOpen: (ticketId: string) => opened.push(ticketId),
    },
  })
  await settle()
  return { undone, opened }
}

test('T4 T7 the files of a duplicate are there, too', async () => {
  const files = [examined({ name: 'дубль.log' })]
  server.on('readEvents', () => ({ events: [sent(1, { text: '', files })], hasEarlier: false, lastSeq: 1 }))
  await show()

  await click(byRole('button', 'Показать сообщения'))

  expect(isThere('button', /^Открыть: дубль\.log/)).toBe(true)
})

test('T4 the messages of a duplicate are read where it goes on', async () => {
  server.on('readEvents', () => ({ events: [sent(1, { text: 'из дубля' })], hasEarlier: false, lastSeq: 1 }))
  await show()

  await click(byRole('button', 'Показать сообщения'))
  await settle()

  expect(server.asked('readEvents')[0]).toMatchObject({ ticketId: link.ticketId })
  expect(textOf(byRole('article'))).toContain('из дубля')
})

test('T4 undoing is offered as long as the server says, and the other ticket is one click away', async () => {
  const { undone, opened } = await show({ undoUntil: '2026-11-20T10:00:00.000Z' })

  await click(byRole('button', 'Отменить объединение'))
  await click(byRole('button', 'OP-7'))

  expect(undone).toEqual([link.linkId])
  expect(opened).toEqual([link.ticketId])
})

test('T4 nothing is undone after the hour', async () => {
  await show()

  expect(isThere('button', 'Отменить объединение')).toBe(false)
})

test('T4 a message says where it was moved until that is undone, and again when it is done again', () => {
  const base = { at: link.madeAt, by: clientAuthor, linkId: link.linkId, ticketId: link.ticketId, number: 'OP-8' }
  const kinds = { kind: 'split', role: 'from' } as const
  const linked = { ...base, ...kinds, type: 'ticket.linked' as const, messageIds: ['m'] }
  const unlinked = { ...base, ...kinds, type: 'ticket.unlinked' as const }
  const movedBy = (...events: TicketEvent[]) =>
    [...movedMessages({ events, cursor: 3, hasEarlier: false })].map(([id, tickets]) => [id, tickets.length])

  expect(movedBy({ ...linked, seq: 1 })).toEqual([['m', 1]])
  expect(movedBy({ ...linked, seq: 1 }, { ...unlinked, seq: 2 })).toEqual([])
  expect(movedBy({ ...linked, seq: 1 }, { ...unlinked, seq: 2 }, { ...linked, seq: 3 })).toEqual([['m', 1]])
})
