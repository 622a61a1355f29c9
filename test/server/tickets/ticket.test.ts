import { describe, expect, it } from 'vitest'
import { allReasons } from '#server/regulations/presets/reasons.ts'
import { decideOpening } from '#server/tickets/domain/open.ts'
import { decide } from '#server/tickets/domain/ticket.ts'
import { entersQueue } from '#server/tickets/domain/ticketEvents.ts'
import { notBefore, type Ticket } from '#server/tickets/domain/ticketState.ts'
import type { TicketCommand } from '#server/tickets/domain/ticketCommands.ts'
import { refusalOf } from '../../support/refusals.ts'
import { after, afterAll, commands, DAY, HOUR, monday, opened, opening, terms, tickets } from './tickets.ts'

const refused = (ticket: Ticket, command: TicketCommand) => refusalOf(() => decide(ticket, command, terms))?.code

describe('T1 opening', () => {
  it.each([
    ['the assistant answers first', {}, 'assistant'],
    ['a person who is asked for at once is waited for in the queue', { wantsPerson: true }, 'queued'],
    ['without an assistant it is queued', { assistantIsOn: false }, 'queued'],
    ['other channels are queued', { origin: 'channel' }, 'queued'],
    ['what an agent records is queued, whatever the tariff', { origin: 'agent', hasPeople: false }, 'queued'],
    ['a coupon skips the assistant, whatever the tariff', { couponId: 'coupon-1', hasPeople: false }, 'queued'],
    ['on the free tariff the assistant answers', { hasPeople: false }, 'assistant'],
  ] as const)('%s', (_title, changes, status) => {
    expect(opened(changes).status).toBe(status)
  })

  it.each([
    ['in words', { hasPeople: false, wantsPerson: true }],
    ['for want of an assistant', { hasPeople: false, assistantIsOn: false }],
    ['by another channel', { hasPeople: false, origin: 'channel' }],
  ] as const)('E1 nobody is called %s where the entitlement has no people', (_title, changes) => {
    expect(refusalOf(() => opened(changes))?.code).toBe('no_people')
  })

  it('T10 a coupon ticket goes to the on-duty, others do not', () => {
    expect(decideOpening({ ...opening, couponId: 'coupon-1' }).toOnDuty).toBe(true)
    expect(decideOpening(opening).toOnDuty).toBe(false)
  })

  it('is told by whoever opened it', () => {
    expect(decideOpening(opening).by).toEqual({ side: 'client', personId: 'client-1' })
    expect(decideOpening({ ...opening, origin: 'agent', by: 'agent-1' }).by.side).toBe('desk')
  })
})

describe('T1 from the assistant to a person', () => {
  it('needs people in the entitlement', () => {
    expect(refused(tickets.assistant, { ...commands.askForPerson, hasPeople: false })).toBe('no_people')
  })

  it('closes after 24 hours of silence, not a millisecond earlier', () => {
    const silence = { ...commands.closeForSilence, lastMessageAt: after(HOUR) }

    expect(refused(tickets.assistant, { ...silence, at: after(25 * HOUR - 1) })).toBe('not_yet_due')
    expect(afterAll(tickets.assistant, { ...silence, at: after(25 * HOUR) })).toMatchObject({
      status: 'closed',
      closeReason: 'answered',
    })
  })

  it('E3 silence is counted anew after a lock', () => {
    const unlocked = afterAll(tickets.assistant, commands.lock, { ...commands.unlock, at: after(20 * HOUR) })
    const silence = { ...commands.closeForSilence, lastMessageAt: monday }

    expect(refused(unlocked, { ...silence, at: after(43 * HOUR) })).toBe('not_yet_due')
    expect(afterAll(unlocked, { ...silence, at: after(44 * HOUR) }).status).toBe('closed')
  })
})

describe('T1 who works on it', () => {
  it('of two agents who take it, the second one reads who was first', () => {
    const refusal = refusalOf(() => decide(tickets.inProgress, commands.take, terms))

    expect(refusal?.details).toEqual({ assigneeId: 'agent-1' })
  })

  it('is assigned to another one without moving', () => {
    expect(decide(tickets.inProgress, commands.assign, terms)).toMatchObject([
      { type: 'ticket.assigned', from: 'agent-1', assigneeId: 'agent-2', by: { side: 'desk', personId: 'lead-1' } },
    ])
    expect(refused(tickets.inProgress, { ...commands.assign, assigneeId: 'agent-1' })).toBe('already_assigned')
  })

  it('S7 a rule of the regulation assigns in nobody’s name', () => {
    expect(decide(tickets.queued, { ...commands.assign, by: null }, terms)[0]?.by).toEqual({
      side: 'system',
      personId: null,
    })
  })

  it('whoever is assigned meanwhile gets it back from a deferral', () => {
    const resumed = afterAll(tickets.deferred, commands.assign, commands.resumeByAgent)

    expect(resumed).toMatchObject({ status: 'inProgress', assigneeId: 'agent-2' })
  })
})

describe('T1 questions', () => {
  it('S4 only a public question waits for the client', () => {
    const note = { ...commands.ask, message: { messageId: 'message-1', kind: 'note' } } as const

    expect(refused(tickets.inProgress, note)).toBe('question_not_public')
  })

  it('a second question waits on from the first', () => {
    const second = { ...commands.ask, at: after(HOUR) }
    const waiting = afterAll(tickets.waitingForClient, second)

    expect(waiting).toMatchObject({ status: 'waitingForClient', askedAt: monday })
    expect(decide(tickets.waitingForClient, second, terms)).toMatchObject([{ type: 'message.sent', isQuestion: true }])
  })
})

describe('T1 deferring', () => {
  it('needs a reason of the ticket’s regulation, words for the client, and a date that is to come', () => {
    const { defer } = commands

    expect(refused(tickets.inProgress, { ...defer, reason: 'noIdea' })).toBe('reason_unknown')
    expect(refused(tickets.inProgress, { ...defer, reason: 'outOfScope' })).toBe('reason_not_for_this')
    expect(refused(tickets.inProgress, { ...defer, message: { messageId: '1', kind: 'note' } })).toBe(
      'public_message_required',
    )
    expect(refused(tickets.inProgress, { ...defer, until: null })).toBe('date_required')
    expect(refused(tickets.inProgress, { ...defer, until: monday })).toBe('date_in_past')
  })

  it.each(allReasons.filter((reason) => reason.for.includes('defer')))(
    'T6 $code: is kept with its title, what lifts it, and whether its date is expected',
    ({ code, title, liftedBy, hasExpectedDate }) => {
      expect(afterAll(tickets.inProgress, { ...commands.defer, reason: code })).toMatchObject({
        reason: { code, title },
        liftedBy,
        isExpected: hasExpectedDate,
      })
    },
  )

  it('T6 its date may be moved, the reason stays, and the same date again moves nothing', () => {
    const events = decide(tickets.deferred, commands.moveDate, terms)
    const moved = afterAll(tickets.deferred, commands.moveDate)

    expect(events).toEqual([
      {
        type: 'ticket.dateMoved',
        at: monday,
        by: { side: 'desk', personId: 'agent-1' },
        from: after(3 * DAY),
        to: after(5 * DAY),
        isExpected: true,
      },
    ])
    expect(moved).toEqual({ ...tickets.deferred, until: after(5 * DAY) })
    expect(decide(moved, commands.moveDate, terms)).toEqual([])
    expect(refused(tickets.deferred, { ...commands.moveDate, until: monday })).toBe('date_in_past')
  })

  it('T6 access that is given lifts what waits for it, and the client’s message alone does not', () => {
    expect(decide(tickets.deferredUntilAccess, commands.giveAccess, terms)).toMatchObject([
      { type: 'message.sent', by: { side: 'client' } },
      { type: 'ticket.moved', cause: 'lifted', to: { status: 'inProgress' } },
    ])
    expect(afterAll(tickets.deferredUntilAccess, commands.messageFromClient).status).toBe('deferred')
    expect(refused(tickets.deferred, commands.giveAccess)).toBe('access_not_awaited')
  })

  it('T6 it may be put off anew, for another reason', () => {
    const events = decide(tickets.deferred, { ...commands.defer, reason: 'moreFromClient' }, terms)

    expect(events).toMatchObject([
      { type: 'message.sent' },
      { type: 'ticket.moved', from: 'deferred', cause: 'deferralChanged', to: { reason: { code: 'moreFromClient' } } },
    ])
    expect(afterAll(tickets.deferredFromQueue, commands.defer, commands.resumeByAgent).status).toBe('queued')
  })

  it('ends at its date, not before', () => {
    expect(refused(tickets.deferred, { ...commands.resumeByDate, at: after(3 * DAY - 1) })).toBe('not_yet_due')
    expect(afterAll(tickets.deferred, { ...commands.resumeByDate, at: after(3 * DAY) }).status).toBe('inProgress')
  })

  it('T6 is lifted by the client’s message where the reason says so', () => {
    expect(decide(tickets.deferredUntilAnswer, commands.messageFromClient, terms)).toMatchObject([
      { type: 'message.sent' },
      { type: 'ticket.moved', cause: 'lifted', to: { status: 'inProgress' } },
    ])
  })
})

describe('T1 the end', () => {
  it.each(['resolve', 'decline'] as const)('to %s needs a public message', (name) => {
    const command = { ...commands[name], message: { messageId: 'message-1', kind: 'note' } } as const

    expect(refused(tickets.inProgress, command)).toBe('public_message_required')
    expect(decide(tickets.inProgress, commands[name], terms)[0]).toMatchObject({ type: 'message.sent', kind: 'public' })
  })

  it('T6 to decline needs a reason of the ticket’s regulation', () => {
    const onlyDeferred = terms.reasons.map((reason) => ({ ...reason, for: ['defer' as const] }))

    expect(refused(tickets.queued, { ...commands.decline, reason: 'noIdea' })).toBe('reason_unknown')
    expect(refusalOf(() => decide(tickets.queued, commands.decline, { ...terms, reasons: onlyDeferred }))?.code).toBe(
      'reason_not_for_this',
    )
    expect(afterAll(tickets.queued, commands.decline)).toMatchObject({
      closeReason: 'declined',
      reason: { code: 'outOfScope', title: { en: 'Outside of support' } },
    })
  })

  it('resolved closes by itself at the end of the fifth working day', () => {
    const due = new Date('2026-11-23T16:00:00Z')

    expect(tickets.resolved).toMatchObject({ closesAt: due })
    expect(refused(tickets.resolved, { ...commands.closeByTime, at: new Date(due.getTime() - 1) })).toBe('not_yet_due')
    expect(afterAll(tickets.resolved, { ...commands.closeByTime, at: due })).toMatchObject({
      status: 'closed',
      closeReason: 'timeout',
    })
  })

  it('E3 automatic closing stands still while it is locked', () => {
    const lock = { ...commands.lock, at: new Date('2026-11-20T15:00:00Z') }
    const unlock = { ...commands.unlock, at: new Date('2026-11-28T15:00:00Z') }

    // One hour of Friday and the whole of one more working day were left.
    expect(afterAll(tickets.resolved, lock, unlock)).toMatchObject({ closesAt: new Date('2026-12-01T08:00:00Z') })
  })

  it('a message such as "thanks" reopens nothing', () => {
    expect(afterAll(tickets.resolved, commands.messageFromClient)).toMatchObject({ status: 'resolved' })
  })

  it('is reopened by the client’s button for the same assignee', () => {
    expect(afterAll(tickets.resolved, commands.reopen)).toMatchObject({ status: 'queued', assigneeId: 'agent-1' })
    expect(afterAll(tickets.closed, commands.reopen)).toMatchObject({ status: 'queued', assigneeId: 'agent-1' })
  })

  it('is reopened within the regulation’s days only', () => {
    expect(afterAll(tickets.closed, { ...commands.reopen, at: after(14 * DAY) }).status).toBe('queued')
    expect(refused(tickets.closed, { ...commands.reopen, at: after(14 * DAY + 1) })).toBe('reopen_too_late')
  })

  it('E1 is reopened only where the entitlement has people', () => {
    expect(refused(tickets.closed, { ...commands.reopen, hasPeople: false })).toBe('no_people')
  })

  it('keeps nothing of the place it left', () => {
    expect(Object.keys(afterAll(tickets.resolved, commands.reopen))).not.toContain('closesAt')
  })
})

describe('S3 entering the queue', () => {
  it.each([
    ['asked for from the assistant', tickets.assistant, commands.askForPerson, true],
    ['reopened', tickets.closed, commands.reopen, true],
    ['back from a deferral', tickets.deferredFromQueue, commands.resumeByAgent, false],
    ['taken', tickets.queued, commands.take, false],
  ] as const)('%s', (_title, ticket, command, enters) => {
    expect(decide(ticket, command, terms).some(entersQueue)).toBe(enters)
  })

  it('opened for a person, but not for the assistant', () => {
    expect(entersQueue(decideOpening({ ...opening, wantsPerson: true }))).toBe(true)
    expect(entersQueue(decideOpening(opening))).toBe(false)
  })
})

describe('the order of instants', () => {
  it('an event of a slow clock happens at the ticket’s last instant', () => {
    const ticket = afterAll(tickets.queued, { ...commands.take, at: after(HOUR) })

    expect(decide(ticket, commands.messageFromDesk, terms)[0]?.at).toEqual(after(HOUR))
    expect(notBefore(monday, after(1))).toEqual(after(1))
  })
})
