import { expect, it } from 'vitest'
import { findFaults, type StoredLine, type TicketRecord, type View } from '#test/fault/checks.ts'

it('a ticket that everybody sees as it stands in the database has no faults', () => {
  expect(findFaults(ticket())).toEqual([])
})

it('a message that stands in the database twice is found', () => {
  const { stored, ...rest } = ticket()
  const [first] = stored

  const faults = findFaults({ ...rest, stored: [...stored, { ...line(5, 'c1', 'client'), publicSeq: 4 }] })

  expect(first?.messageId).toBe('c1')
  expect(faults).toContainEqual(expect.stringContaining('c1 is there twice'))
})

it('an acknowledged message that is not in the database is found', () => {
  const { stored, ...rest } = ticket()

  expect(findFaults({ ...rest, stored: stored.slice(0, 3) })).toContainEqual(
    expect.stringContaining('was told that c2 is there, but it is not'),
  )
})

it('a message that was written, never refused and is not there is found', () => {
  expect(faultsWith('client', { written: ids('c1', 'c2', 'c3') })).toContainEqual(
    expect.stringContaining('wrote c3, which is nowhere'),
  )
})

it('a refused message that is there all the same is found', () => {
  expect(faultsWith('client', { refused: ['c2'] })).toContainEqual(expect.stringContaining('c2 is there, but'))
})

it('a message with another number than the acknowledged one is found', () => {
  expect(faultsWith('client', { acknowledged: [{ messageId: 'c1', seq: 2 }] })).toContainEqual(
    expect.stringContaining('was told number 2 for c1, which has 1'),
  )
})

it('messages of one writer in another order than they were written are found', () => {
  expect(faultsWith('client', { written: ids('c2', 'c1') })).toContainEqual(
    expect.stringContaining('not in the order of writing'),
  )
})

it('a page that sees another order is found', () => {
  const [first, second, ...others] = viewOf('client').lines
  const turned = [first, second].flatMap((one) => one ?? []).toReversed()

  expect(faultsWith('client', { lines: [...turned, ...others] })).toContainEqual(expect.stringContaining('sees 2'))
})

it('a page that misses the newest message, or sees one that is not there, is found', () => {
  const { lines } = viewOf('desk')

  expect(faultsWith('desk', { lines: lines.slice(0, -1) })).toContainEqual(
    expect.stringContaining('sees nothing where'),
  )
  expect(faultsWith('desk', { lines: [...lines, seen(5, 'x')] })).toContainEqual(
    expect.stringContaining('where nothing'),
  )
})

it('a note that a client sees is found', () => {
  const { lines } = viewOf('client')
  const leaked = { ...seen(2, 'n1'), kind: 'note' as const }

  expect(faultsWith('client', { lines: [...lines.slice(0, 1), leaked, ...lines.slice(1)] })).toContainEqual(
    expect.stringContaining('sees a note'),
  )
})

it('a hole in the numbers, and an instant before the last one, are found', () => {
  const { stored, ...rest } = ticket()

  const faults = findFaults({ ...rest, stored: stored.map((one) => (one.seq === 4 ? { ...one, seq: 6, at: 0 } : one)) })

  expect(faults).toContainEqual(expect.stringContaining("the desk's numbers in the database have a hole"))
  expect(faults).toContainEqual(expect.stringContaining('the instant of number 6 is before'))
})

it('a message after the lock of a ticket is found, one after its opening again is not', () => {
  expect(faultsOfEvents(['ticket.locked', 'message.sent'])).toEqual([
    'ticket: number 2 was written while the ticket was locked',
  ])
  expect(faultsOfEvents(['ticket.locked', 'ticket.unlocked', 'message.sent'])).toEqual([])
})

it('unsent messages and holes within one connection are found', () => {
  expect(faultsWith('desk', { waiting: 1 })).toContainEqual(expect.stringContaining('still has 1 unsent'))
  expect(faultsWith('desk', { irregularities: ['number 3 came where 2 was due'] })).toContainEqual(
    expect.stringContaining('number 3 came where 2 was due'),
  )
})

function faultsWith(side: View['side'], change: Partial<View>): string[] {
  const { views, ...rest } = ticket()
  return findFaults({ ...rest, views: views.map((view) => (view.side === side ? { ...view, ...change } : view)) })
}

function faultsOfEvents(types: string[]): string[] {
  const stored = types.map((type, index) => event(index + 1, type))
  return findFaults({ ticketId: 'ticket', beganAfter: 0, views: [], stored })
}

/** Client, note, desk, client. */
function ticket(): TicketRecord {
  const note: StoredLine = { ...line(2, 'n1', 'desk'), publicSeq: null, kind: 'note' }
  return {
    ticketId: 'ticket',
    beganAfter: 0,
    stored: [
      { ...line(1, 'c1', 'client'), publicSeq: 1 },
      note,
      { ...line(3, 'd1', 'desk'), publicSeq: 2 },
      { ...line(4, 'c2', 'client'), publicSeq: 3 },
    ],
    views: [viewOf('client'), viewOf('desk')],
  }
}

function viewOf(side: View['side']): View {
  const base = { side, role: 'writer', refused: [], waiting: 0, irregularities: [] } as const
  const [refused, irregularities]: [string[], string[]] = [[], []]
  if (side === 'client') {
    return {
      ...base,
      refused,
      irregularities,
      lines: [seen(1, 'c1'), seen(2, 'd1'), seen(3, 'c2')],
      written: ids('c1', 'c2'),
      acknowledged: [
        { messageId: 'c1', seq: 1 },
        { messageId: 'c2', seq: 3 },
      ],
    }
  }
  return {
    ...base,
    refused,
    irregularities,
    lines: [seen(1, 'c1'), { ...seen(2, 'n1'), kind: 'note' }, seen(3, 'd1'), seen(4, 'c2')],
    written: ids('n1', 'd1'),
    acknowledged: [
      { messageId: 'n1', seq: 2 },
      { messageId: 'd1', seq: 3 },
    ],
  }
}

function line(seq: number, messageId: string, author: 'client' | 'desk'): StoredLine {
  return { seq, publicSeq: seq, type: 'message.sent', messageId, kind: 'public', author, at: seq * 1000 }
}

function event(seq: number, type: string): StoredLine {
  return { seq, publicSeq: seq, type, messageId: `m${seq}`, kind: null, author: null, at: seq }
}

function seen(seq: number, messageId: string): View['lines'][number] {
  return { seq, type: 'message.sent', messageId, kind: 'public', at: seq * 1000 }
}

function ids(...messageIds: string[]): { messageId: string }[] {
  return messageIds.map((messageId) => ({ messageId }))
}
