import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type TicketStatus, ticketStatuses } from '#contract/tickets/types.ts'
import { allReasons } from '#server/regulations/presets/reasons.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { evolve } from '#server/tickets/domain/evolve.ts'
import { decide } from '#server/tickets/domain/ticket.ts'
import type { TicketCommand } from '#server/tickets/domain/ticketCommands.ts'
import type { TicketEvent } from '#server/tickets/domain/ticketEvents.ts'
import type { Ticket } from '#server/tickets/domain/ticketState.ts'
import { commands, DAY, monday, opened, terms } from './tickets.ts'

const deferrals = allReasons.map(({ code }) => ({ ...commands.defer, reason: code }))
const names = fc.constantFrom(...Object.values(commands), ...deferrals)
const people = fc.constantFrom('agent-1', 'agent-2')
/** Clocks of several servers: later on the whole, now and then behind. */
const story = fc.array(fc.tuple(names, fc.integer({ min: -DAY, max: 3 * DAY }), people), {
  minLength: 1,
  maxLength: 40,
})

type Step = { before: Ticket; events: TicketEvent[]; after: Ticket }

function* told(commandsAndDelays: [TicketCommand, number, string][]): Generator<Step> {
  let ticket = opened()
  let now = monday.getTime()
  for (const [template, delay, person] of commandsAndDelays) {
    now += delay
    const command = withDates(template, new Date(now), person)
    const before = ticket
    const events = attempt(before, command)
    ticket = events.reduce(evolve, before)
    yield { before, events, after: ticket }
  }
}

function withDates(template: TicketCommand, at: Date, person: string): TicketCommand {
  if (template.type === 'defer' || template.type === 'moveDate')
    return { ...template, at, until: new Date(at.getTime() + DAY) }
  if (template.type === 'assign') return { ...template, at, assigneeId: person }
  if (template.type === 'take') return { ...template, at, by: person }
  return { ...template, at }
}

function attempt(ticket: Ticket, command: TicketCommand): TicketEvent[] {
  try {
    return decide(ticket, command, terms)
  } catch (error) {
    if (error instanceof Refusal) return []
    throw error
  }
}

function movesFrom(ticket: Ticket): readonly TicketStatus[] {
  return ticket.status === 'assistant' ? ticketStatuses : ticketStatuses.filter((status) => status !== 'assistant')
}

function checked(check: (step: Step) => void): void {
  fc.assert(
    fc.property(story, (steps) => {
      for (const step of told(steps)) check(step)
    }),
    { numRuns: 200 },
  )
}

it('T1 instants of a ticket never go back', () => {
  checked(({ before, events, after }) => {
    for (const event of events) expect(event.at.getTime()).toBeGreaterThanOrEqual(before.lastEventAt.getTime())
    expect(after.lastEventAt.getTime()).toBeGreaterThanOrEqual(before.lastEventAt.getTime())
  })
})

it('E3 nothing but the lock itself happens to a locked ticket', () => {
  checked(({ before, events }) => {
    if (before.lock === null) return
    expect(events.every(({ type }) => type === 'ticket.unlocked' || type === 'ticket.locked')).toBe(true)
  })
})

it('T1 every move starts where the ticket is, and ends where it says', () => {
  checked(({ before, events, after }) => {
    const move = events.find((event) => event.type === 'ticket.moved')
    expect(after.status).toBe(move?.to.status ?? before.status)
    expect(move?.from ?? before.status).toBe(before.status)
  })
})

it('T1 closed is left only by reopening, and the assistant’s part never comes back', () => {
  checked(({ before, after }) => {
    const allowed = before.status === 'closed' ? ['closed', 'queued'] : movesFrom(before)
    expect(allowed).toContain(after.status)
  })
})

it('T1 T6 what ends a ticket, asks or puts it off comes with a public message of the desk', () => {
  checked(({ events }) => {
    const move = events.find((event) => event.type === 'ticket.moved')
    if (
      move?.cause !== 'resolved' &&
      move?.cause !== 'declined' &&
      move?.cause !== 'asked' &&
      move?.cause !== 'deferred'
    )
      return
    expect(events[0]).toMatchObject({ type: 'message.sent', kind: 'public', by: { side: 'desk' } })
  })
})

it('a ticket keeps whose it is for all its life', () => {
  checked(({ before, after }) => {
    expect([after.ticketId, after.portalId, after.deskId, after.openedAt]).toEqual([
      before.ticketId,
      before.portalId,
      before.deskId,
      before.openedAt,
    ])
  })
})

it('T6 a deferral is for a reason of its regulation, as that says', () => {
  checked(({ after }) => {
    if (after.status !== 'deferred') return
    const { reason, liftedBy, isExpected } = after
    const { for: acts, ...said } = allReasons.find(({ code }) => code === reason.code) ?? { for: [] }
    expect(acts).toContain('defer')
    expect(said).toMatchObject({ ...reason, liftedBy, hasExpectedDate: isExpected })
  })
})

it('T6 whatever puts a ticket off, or moves its date, names a day that is to come', () => {
  checked(({ before, events, after }) => {
    if (after.status !== 'deferred' || events.every(({ type }) => !/moved|Moved/.test(type))) return
    expect(after.until.getTime()).toBeGreaterThan(before.lastEventAt.getTime())
  })
})

it('T6 a client ends only a deferral that waits for them, and the ticket is where it was before', () => {
  checked(({ before, events, after }) => {
    const move = events.find((event) => event.type === 'ticket.moved')
    if (before.status !== 'deferred' || move?.by.side !== 'client' || after.status === 'closed') return
    expect(before.liftedBy).not.toBeNull()
    expect(after).toMatchObject(before.back)
  })
})
