import { describe, expect, it } from 'vitest'
import type { ClockHappening } from '#server/sla/domain/clockEvents.ts'
import { replay } from '#server/sla/domain/ticketClocks.ts'
import { andThen, answer, at, history, promised, question, queued, usual, viewAt } from './history.ts'

describe('S4 a clock stands still', () => {
  it('while the client is asked, and goes on with the answer', () => {
    const asked = history(['2026-11-05T07:00:00Z', queued], ['2026-11-05T08:00:00Z', question, 'waitingForClient'])
    const answered = andThen(asked, ['2026-11-06T07:00:00Z', 'clientMessage', 'inProgress'])

    expect(viewAt(asked, 'resolution', '2026-11-06T06:00:00Z')).toMatchObject({
      state: { status: 'paused', reason: 'waitingForClient', since: at('2026-11-05T08:00:00Z') },
      deadline: null,
      remainingSeconds: 7 * 3600,
      workingSeconds: 3600,
    })
    expect(viewAt(answered, 'resolution', '2026-11-06T07:00:00Z')).toMatchObject({
      state: { status: 'running' },
      deadline: at('2026-11-06T14:00:00Z'),
      workingSeconds: 3600,
    })
  })

  it('not without a public question, nor with one that was answered', () => {
    const silent = history(['2026-11-05T07:00:00Z', queued], ['2026-11-05T07:10:00Z', answer, 'waitingForClient'])
    const again = history(
      ['2026-11-05T07:00:00Z', queued],
      ['2026-11-05T07:10:00Z', question, 'waitingForClient'],
      ['2026-11-05T07:20:00Z', 'clientMessage', 'waitingForClient'],
    )

    expect(viewAt(silent, 'resolution', '2026-11-05T07:30:00Z').state.status).toBe('running')
    expect(viewAt(again, 'resolution', '2026-11-05T07:30:00Z').state.status).toBe('running')
  })

  it('while deferred: the resolution, and no reaction', () => {
    const events = history(
      ['2026-11-05T07:00:00Z', queued],
      ['2026-11-05T07:10:00Z', 'deferred'],
      ['2026-11-05T14:10:00Z', 'undeferred'],
    )

    expect(viewAt(events, 'resolution', '2026-11-05T14:10:00Z').deadline).toEqual(at('2026-11-06T13:00:00Z'))
    expect(viewAt(events, 'firstReaction', '2026-11-05T14:10:00Z').state).toMatchObject({
      status: 'breached',
      at: at('2026-11-05T08:00:00Z'),
    })
  })

  it('while payment is awaited, unless it is a coupon’s', () => {
    const coupon = promised(usual.targets, { coupon: true })
    const unpaid = (first: ClockHappening) =>
      history(['2026-11-05T07:00:00Z', first], ['2026-11-05T07:10:00Z', 'awaitingPayment'])

    expect(viewAt(unpaid(queued), 'firstReaction', '2026-11-05T12:00:00Z').state).toMatchObject({
      status: 'paused',
      reason: 'awaitingPayment',
    })
    expect(
      viewAt(unpaid({ type: 'created', promised: coupon }), 'firstReaction', '2026-11-05T12:00:00Z').state.status,
    ).toBe('breached')
  })

  it('while locked, whatever else holds, and the reason that is left shows afterwards', () => {
    const events = history(
      ['2026-11-05T07:00:00Z', queued],
      ['2026-11-05T07:10:00Z', 'awaitingPayment'],
      ['2026-11-05T07:20:00Z', 'locked'],
      ['2026-11-05T07:30:00Z', 'unlocked'],
      ['2026-11-05T07:40:00Z', 'paid'],
    )
    const reasons = replay(events).firstReaction?.pauses.map(({ reason }) => reason)

    expect(reasons).toEqual(['awaitingPayment', 'locked', 'awaitingPayment'])
    expect(viewAt(events, 'firstReaction', '2026-11-05T07:40:00Z').deadline).toEqual(at('2026-11-05T08:30:00Z'))
  })

  it('from the first instant if it is queued while it must stand still', () => {
    const events = history(['2026-11-05T07:00:00Z', 'awaitingPayment', queued], ['2026-11-05T09:00:00Z', 'paid'])

    expect(viewAt(events, 'firstReaction', '2026-11-05T09:00:00Z')).toMatchObject({
      startedAt: at('2026-11-05T07:00:00Z'),
      deadline: at('2026-11-05T10:00:00Z'),
      workingSeconds: 0,
    })
  })

  it('a pause in closed hours moves nothing', () => {
    const events = history(
      ['2026-11-05T14:30:00Z', queued],
      ['2026-11-05T15:00:00Z', 'locked'],
      ['2026-11-06T06:00:00Z', 'unlocked'],
    )

    expect(viewAt(events, 'firstReaction', '2026-11-06T06:00:00Z').deadline).toEqual(at('2026-11-06T06:30:00Z'))
  })
})

describe('S4 a target by the end of the day', () => {
  const byMidnight: ClockHappening = {
    type: 'queued',
    promised: promised({ resolution: { by: 'endOfDay', nextDayAfter: '20:00', calendar: 'support' } }),
  }
  const paused = (from: string, to: string) =>
    history(['2026-11-05T07:00:00Z', byMidnight], [from, 'locked'], [to, 'unlocked'])

  it.each([
    ['moves by the working time of a pause', '2026-11-05T09:00:00Z', '2026-11-05T10:00:00Z', '2026-11-06T06:00:00Z'],
    ['does not move for a pause after closing', '2026-11-05T18:00:00Z', '2026-11-05T19:00:00Z', '2026-11-05T21:00:00Z'],
    [
      'waits for the end of a pause that it falls into',
      '2026-11-05T18:00:00Z',
      '2026-11-06T04:00:00Z',
      '2026-11-06T04:00:00Z',
    ],
  ])('%s', (_title, from, to, due) => {
    expect(viewAt(paused(from, to), 'resolution', to).deadline).toEqual(at(due))
  })
})
