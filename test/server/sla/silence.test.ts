import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Refusal } from '#server/platform/refusal.ts'
import type { ClockEvent, ClockHappening } from '#server/sla/domain/clockEvents.ts'
import { clockView } from '#server/sla/domain/clockView.ts'
import { advance, noClocks, replay, type TicketClocks } from '#server/sla/domain/ticketClocks.ts'
import { toClockEvent } from '#server/sla/domain/ticketHistory.ts'
import { evolve } from '#server/tickets/domain/evolve.ts'
import { decide } from '#server/tickets/domain/ticket.ts'
import type { TicketCommand } from '#server/tickets/domain/ticketCommands.ts'
import type { TicketEvent } from '#server/tickets/domain/ticketEvents.ts'
import type { Ticket } from '#server/tickets/domain/ticketState.ts'
import { commands, opened, terms, tickets } from '../tickets/tickets.ts'
import { answer, at, calendars, minutes, promised, usual } from './history.ts'

const MINUTE = 60_000
const queuedAt = at('2026-11-05T07:00:00Z')
/** An hour is promised: by then it is over, whatever an agent did meanwhile without a word. */
const dueAt = at('2026-11-05T08:00:00Z')
const nextWeek = at('2026-11-12T07:00:00Z')

/** Everything that an agent can do without a public message, in any order, also what no screen offers. */
const silentActs: fc.Arbitrary<ClockHappening> = fc.oneof(
  fc.constantFrom<ClockHappening>(
    { type: 'note' },
    { type: 'automaticMessage' },
    { type: 'assigned' },
    { type: 'inProgress' },
    { type: 'waitingForClient' },
    { type: 'deferred' },
    { type: 'undeferred' },
    { type: 'resolved' },
    // The client may write on, too; that is no answer.
    { type: 'clientMessage' },
  ),
  fc.option(fc.integer({ min: 1, max: 6000 })).map((count): ClockHappening => ({
    type: 'retargeted',
    promised: promised({ firstReaction: count === null ? null : minutes(count), nextReaction: minutes(60) }),
  })),
)

const silence = fc.array(fc.tuple(silentActs, fc.nat({ max: 90 })), { maxLength: 20 }).map((steps) => {
  let now = queuedAt.getTime()
  const queued: ClockEvent = { type: 'queued', promised: usual, at: queuedAt, seq: 0 }
  return [
    queued,
    ...steps.map(([act, delay], index): ClockEvent => {
      now += delay * MINUTE
      return { ...act, at: new Date(now), seq: index + 1 }
    }),
  ]
})

function firstReaction(clocks: TicketClocks) {
  if (clocks.firstReaction === null) throw new Error('it never started')
  return clockView(clocks.firstReaction, calendars, nextWeek)
}

describe('S3 S4 nothing that an agent does without a public message', () => {
  it('avoids the breach of what was promised, or lets a reaction clock stand still', () => {
    fc.assert(
      fc.property(silence, (events) => {
        const clocks = replay(events)
        const { promises } = firstReaction(clocks)

        expect(promises[0]).toMatchObject({ due: { at: dueAt }, outcome: 'broken' })
        expect(clocks.firstReaction?.pauses).toEqual([])
        expect(clocks.firstReaction?.end).toBeNull()
      }),
    )
  })

  it('keeps the clock itself from breaching, unless the promise was changed in time', () => {
    fc.assert(
      fc.property(silence, (events) => {
        const changed = events.some(({ type, at: when }) => type === 'retargeted' && when <= dueAt)
        fc.pre(!changed)

        expect(firstReaction(replay(events)).state).toMatchObject({ status: 'breached', at: dueAt, endedAt: null })
      }),
    )
  })

  it('control: a clock that took a note for an answer is caught', () => {
    const lenient = (clocks: TicketClocks, event: ClockEvent) =>
      advance(clocks, event.type === 'note' ? { ...event, ...answer } : event)
    const property = fc.property(silence, (events) => {
      expect(firstReaction(events.reduce(lenient, noClocks)).promises[0]?.outcome).toBe('broken')
    })

    expect(fc.check(property, { numRuns: 300 }).failed).toBe(true)
  })

  it('control: a clock that stood still for a silent "waiting for client" is caught', () => {
    const lenient = (clocks: TicketClocks, event: ClockEvent) =>
      advance(event.type === 'waitingForClient' ? { ...clocks, hasOpenQuestion: true } : clocks, event)
    const property = fc.property(silence, (events) => {
      expect(events.reduce(lenient, noClocks).firstReaction?.pauses).toEqual([])
    })

    expect(fc.check(property, { numRuns: 300 }).failed).toBe(true)
  })
})

describe('S3 S4 through the ticket’s own rules', () => {
  const { take, assign, noteFromDesk, defer, moveDate, resumeByAgent, giveAccess, messageFromClient } = commands
  const silentCommands: TicketCommand[] = [
    take,
    assign,
    noteFromDesk,
    { ...defer, message: { messageId: 'message-1', kind: 'note' } },
    moveDate,
    resumeByAgent,
    giveAccess,
    messageFromClient,
    { ...commands.ask, message: { messageId: 'message-1', kind: 'note' } },
    { ...commands.resolve, message: { messageId: 'message-1', kind: 'note' } },
    { ...commands.decline, message: { messageId: 'message-1', kind: 'note' } },
  ]

  it('no silent sequence of commands keeps a queued ticket from breaching', () => {
    const story = fc.array(fc.tuple(fc.constantFrom(...silentCommands), fc.nat({ max: 120 })), { maxLength: 25 })
    fc.assert(
      fc.property(story, (steps) => {
        const clocks = afterCommands(steps)

        expect(firstReaction(clocks).state).toMatchObject({ status: 'breached', at: dueAt, endedAt: null })
        expect(clocks.firstReaction?.pauses).toEqual([])
      }),
    )
  })

  it('control: one public message meets it', () => {
    expect(firstReaction(afterCommands([[commands.messageFromDesk, 10]])).state.status).toBe('met')
    expect(
      firstReaction(
        afterCommands([
          [take, 5],
          [commands.ask, 10],
        ]),
      ).state.status,
    ).toBe('met')
  })

  it('T6 the words of a deferral are a message of an agent: they meet the reaction, and the resolution alone stands still', () => {
    const { deferred, lifted } = {
      deferred: afterCommands(deferral),
      lifted: afterCommands([...deferral, [messageFromClient, 60]]),
    }

    expect(deferred.firstReaction?.end).toEqual({ how: 'met', at: minutesLater(15) })
    expect(deferred.resolution?.pauses).toEqual([{ reason: 'deferred', from: minutesLater(15), to: null }])
    expect(lifted.resolution?.pauses).toEqual([{ reason: 'deferred', from: minutesLater(15), to: minutesLater(75) }])
    expect(lifted.nextReactions.map(({ startedAt, end, pauses }) => [startedAt, end, pauses])).toEqual([
      [minutesLater(75), null, []],
    ])
  })

  const deferral: [TicketCommand, number][] = [
    [take, 5],
    [{ ...defer, reason: 'moreFromClient' }, 10],
  ]

  it('the whole life of a ticket: asked, answered, resolved, reopened, withdrawn', () => {
    const { ask, resolve, reopen, withdraw } = commands
    const clocks = afterCommands([
      [take, 5],
      [ask, 5],
      [messageFromClient, 60],
      [resolve, 30],
      [reopen, 120],
      [withdraw, 10],
    ])

    expect(clocks.firstReaction?.end).toEqual({ how: 'met', at: minutesLater(10) })
    expect(clocks.nextReactions.map(({ startedAt, end }) => [startedAt, end?.how, end?.at])).toEqual([
      [minutesLater(70), 'met', minutesLater(100)],
      [minutesLater(220), 'stopped', minutesLater(230)],
    ])
    expect(clocks.resolution?.pauses).toEqual([
      { reason: 'waitingForClient', from: minutesLater(10), to: minutesLater(70) },
      { reason: 'resolved', from: minutesLater(100), to: minutesLater(220) },
    ])
  })

  it('whatever happened to a ticket, nothing of it holds its clocks once it is worked on again', () => {
    const anything = fc.array(fc.tuple(fc.constantFrom(...Object.values(commands)), fc.nat({ max: 120 })), {
      maxLength: 40,
    })
    fc.assert(
      fc.property(anything, (steps) => {
        for (const { ticket, clocks } of told(steps)) expect(heldWhileWorkedOn(ticket, clocks)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('control: clocks that never hear of the end of a deferral are caught', () => {
    const [deaf] = told([
      [take, 5],
      [defer, 5],
      [resumeByAgent, 5],
    ])
      .map(({ clocks }) => clocks)
      .filter(({ holds }) => holds.deferred)

    expect(deaf === undefined ? [] : heldWhileWorkedOn(tickets.inProgress, deaf)).toEqual(['deferred'])
  })

  /** The clocks stand still for what the ticket itself says, and for no longer than it says so. */
  function heldWhileWorkedOn({ status, lock }: Ticket, { holds }: TicketClocks): string[] {
    if (lock === null && holds.locked) return ['locked']
    const isWaiting = status !== 'queued' && status !== 'inProgress'
    return isWaiting ? [] : (['waitingForClient', 'deferred'] as const).filter((hold) => holds[hold])
  }

  function afterCommands(steps: readonly [TicketCommand, number][]): TicketClocks {
    return told(steps).at(-1)?.clocks ?? noClocks
  }

  /** The ticket and its clocks after each of the commands that it takes. */
  function told(steps: readonly [TicketCommand, number][]): { ticket: Ticket; clocks: TicketClocks }[] {
    let ticket: Ticket = opened({ at: queuedAt, wantsPerson: true })
    let clocks = advance(noClocks, { type: 'queued', promised: usual, at: queuedAt, seq: 0 })
    let now = queuedAt.getTime()
    const all = [{ ticket, clocks }]
    for (const [template, delay] of steps) {
      now += delay * MINUTE
      for (const event of attempt(ticket, dated(template, now))) {
        ticket = evolve(ticket, event)
        // No clock hears of it: a deferral pauses the resolution whatever its date (S4).
        if (event.type === 'ticket.dateMoved') continue
        clocks = advance(clocks, toClockEvent(event, clocks.lastSeq + 1, usual))
      }
      all.push({ ticket, clocks })
    }
    return all
  }
})

function minutesLater(count: number): Date {
  return new Date(queuedAt.getTime() + count * MINUTE)
}

function dated(template: TicketCommand, now: number): TicketCommand {
  if (template.type !== 'defer' && template.type !== 'moveDate') return { ...template, at: new Date(now) }
  return { ...template, at: new Date(now), until: new Date(now + 60 * MINUTE) }
}

function attempt(ticket: Ticket, command: TicketCommand): TicketEvent[] {
  try {
    return decide(ticket, command, terms)
  } catch (error) {
    if (error instanceof Refusal) return []
    throw error
  }
}
