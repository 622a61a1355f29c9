import { describe, expect, it } from 'vitest'
import { ticketActions, type TicketStatus, ticketStatuses } from '#contract/tickets/types.ts'
import type { RefusalCode } from '#contract/refusals.ts'
import { actionsFor } from '#server/tickets/domain/actions.ts'
import { decide } from '#server/tickets/domain/ticket.ts'
import { movesNothing } from '#server/tickets/domain/ticketState.ts'
import { refusalOf } from '../../support/refusals.ts'
import { after, afterAll, type CommandName, commands, terms, type TicketName, tickets } from './tickets.ts'

type Outcome = TicketStatus | RefusalCode

const no = 'move_not_allowed'

/** T1 in full. A column is a ticket; a cell is where the command leads it, or the refusal. */
const columns = [
  'assistant',
  'queued',
  'inProgress',
  'waitingForClient',
  'deferredFromQueue',
  'deferred',
  'deferredUntilAnswer',
  'deferredUntilAccess',
  'resolved',
  'closed',
] as const satisfies readonly TicketName[]

const table: Record<CommandName, readonly Outcome[]> = {
  askForPerson: ['queued', no, no, no, no, no, no, no, no, 'ticket_closed'],
  closeAsHelped: ['closed', no, no, no, no, no, no, no, no, 'ticket_closed'],
  closeForSilence: ['closed', no, no, no, no, no, no, no, no, 'ticket_closed'],
  take: [no, 'inProgress', 'already_assigned', no, no, no, no, no, no, 'ticket_closed'],
  assign: [
    no,
    'inProgress',
    'inProgress',
    'waitingForClient',
    'deferred',
    'deferred',
    'deferred',
    'deferred',
    no,
    'ticket_closed',
  ],
  messageFromClient: [
    'assistant',
    'queued',
    'inProgress',
    'inProgress',
    'deferred',
    'deferred',
    'inProgress',
    'deferred',
    'resolved',
    'ticket_closed',
  ],
  messageFromDesk: [
    no,
    'queued',
    'inProgress',
    'waitingForClient',
    'deferred',
    'deferred',
    'deferred',
    'deferred',
    'resolved',
    'ticket_closed',
  ],
  noteFromClient: columns.map(() => 'note_not_allowed'),
  noteFromDesk: [
    'assistant',
    'queued',
    'inProgress',
    'waitingForClient',
    'deferred',
    'deferred',
    'deferred',
    'deferred',
    'resolved',
    'closed',
  ],
  ask: [no, no, 'waitingForClient', 'waitingForClient', no, no, no, no, no, 'ticket_closed'],
  defer: [no, 'deferred', 'deferred', no, 'deferred', 'deferred', 'deferred', 'deferred', no, 'ticket_closed'],
  moveDate: [
    'not_deferred',
    'not_deferred',
    'not_deferred',
    'not_deferred',
    'deferred',
    'deferred',
    'deferred',
    'deferred',
    'not_deferred',
    'ticket_closed',
  ],
  giveAccess: [
    'access_not_awaited',
    'access_not_awaited',
    'access_not_awaited',
    'access_not_awaited',
    'access_not_awaited',
    'access_not_awaited',
    'access_not_awaited',
    'inProgress',
    'access_not_awaited',
    'ticket_closed',
  ],
  resumeByDate: [no, no, no, no, 'queued', 'inProgress', 'inProgress', 'inProgress', no, 'ticket_closed'],
  resumeByAgent: [no, no, no, no, 'queued', 'inProgress', 'inProgress', 'inProgress', no, 'ticket_closed'],
  resolve: [no, no, 'resolved', no, no, no, no, no, no, 'ticket_closed'],
  decline: ['closed', 'closed', 'closed', 'closed', 'closed', 'closed', 'closed', 'closed', no, 'ticket_closed'],
  withdraw: ['closed', 'closed', 'closed', 'closed', 'closed', 'closed', 'closed', 'closed', no, 'ticket_closed'],
  confirm: [no, no, no, no, no, no, no, no, 'closed', 'ticket_closed'],
  closeByTime: [no, no, no, no, no, no, no, no, 'closed', 'ticket_closed'],
  reopen: [no, no, no, no, no, no, no, no, 'queued', 'queued'],
  lock: [
    'assistant',
    'queued',
    'inProgress',
    'waitingForClient',
    'deferred',
    'deferred',
    'deferred',
    'deferred',
    'resolved',
    'closed',
  ],
  unlock: [
    'assistant',
    'queued',
    'inProgress',
    'waitingForClient',
    'deferred',
    'deferred',
    'deferred',
    'deferred',
    'resolved',
    'closed',
  ],
}

const names = Object.keys(table).filter((name): name is CommandName => name in commands)
const pairs = names.flatMap((command) =>
  columns.map((ticket, index) => ({ command, ticket, outcome: table[command][index] })),
)

describe('T1 the table of moves', () => {
  it('has an answer for every pair of a ticket and a command', () => {
    expect(names.toSorted()).toEqual(Object.keys(commands).toSorted())
    expect(pairs.filter(({ outcome }) => outcome === undefined)).toEqual([])
    expect(Object.values(table).every((row) => row.length === columns.length)).toBe(true)
  })

  it.each(pairs)('$ticket, $command: $outcome', ({ ticket, command, outcome }) => {
    const refusal = refusalOf(() => decide(tickets[ticket], commands[command], terms))
    const got = refusal?.code ?? afterAll(tickets[ticket], commands[command]).status

    expect(got).toBe(outcome)
  })

  it('a refused move says from where and to where', () => {
    const refusal = refusalOf(() => decide(tickets.queued, commands.resolve, terms))

    expect(refusal?.details).toEqual({ from: 'queued', to: 'resolved' })
  })
})

describe('T1 the buttons', () => {
  const offeredTo = (side: 'client' | 'desk') =>
    Object.values(tickets).flatMap((ticket) => actionsFor(ticket, { side, hasPeople: true }, terms, after(0)))

  it('each is offered to somebody, somewhere', () => {
    const offered = new Set([...offeredTo('client'), ...offeredTo('desk')])

    // These are no moves: they follow from how the ticket ended (T11) and from who may ask for access (T9), and its view adds them.
    expect(ticketActions.filter((action) => !offered.has(action))).toEqual(['rate', 'goOn', 'askAccess', 'offerAccess'])
  })
})

describe('E3 a locked ticket', () => {
  const kept = names.filter((name) => name !== 'lock' && name !== 'unlock')

  it.each(columns)('refuses everything that would change it: %s', (column) => {
    const locked = afterAll(tickets[column], commands.lock)

    const codes = kept.map((name) => refusalOf(() => decide(locked, commands[name], terms))?.code)
    expect(new Set(codes)).toEqual(new Set(['ticket_locked']))
  })

  it.each(columns)('is where it was once it is unlocked: %s', (column) => {
    const { lock, unlockedAt, ...unlocked } = afterAll(tickets[column], commands.lock, commands.unlock)
    const { lock: _lock, unlockedAt: _unlockedAt, ...before } = tickets[column]

    expect({ ...unlocked, lastEventAt: before.lastEventAt }).toEqual(before)
    expect({ lock, isLater: unlockedAt !== null }).toEqual({ lock: null, isLater: true })
  })

  it('is locked and unlocked only once', () => {
    const locked = afterAll(tickets.queued, commands.lock)

    expect(decide(locked, commands.lock, terms)).toEqual([])
    expect(decide(tickets.queued, commands.unlock, terms)).toEqual([])
  })
})

describe('T8 the short way for a message', () => {
  const sides = { client: 'messageFromClient', desk: 'messageFromDesk' } as const

  it.each(ticketStatuses.flatMap((status) => (['client', 'desk'] as const).map((side) => ({ status, side }))))(
    'is open exactly where the rules take the message, change nothing and nobody answers by itself: $status, $side',
    ({ status, side }) => {
      const command = commands[sides[side]]
      const outcomes = Object.values(tickets)
        .filter((ticket) => ticket.status === status)
        .map((ticket) => refusalOf(() => decide(ticket, command, terms))?.code ?? afterAll(ticket, command).status)

      expect(outcomes).not.toEqual([])
      const isAnswered = status === 'assistant' && side === 'client'
      expect(movesNothing(status, side)).toBe(!isAnswered && outcomes.every((outcome) => outcome === status))
    },
  )

  it.each(columns)('is closed while the ticket is locked: %s', (column) => {
    const locked = afterAll(tickets[column], commands.lock)

    expect(refusalOf(() => decide(locked, commands.messageFromClient, terms))?.code).toBe('ticket_locked')
    expect(refusalOf(() => decide(locked, commands.messageFromDesk, terms))?.code).toBe('ticket_locked')
  })
})
