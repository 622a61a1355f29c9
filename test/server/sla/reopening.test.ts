import { describe, expect, it } from 'vitest'
import type { ClockEvent, ClockHappening } from '#server/sla/domain/clockEvents.ts'
import type { ClockKind } from '#server/sla/domain/targets.ts'
import { replay } from '#server/sla/domain/ticketClocks.ts'
import { andThen, answer, at, history, queued, reopened, viewAt } from './history.ts'

describe('S4 the end of a ticket and its reopening', () => {
  const resolved = history(['2026-11-05T07:00:00Z', queued], ['2026-11-05T10:00:00Z', answer, 'resolved'])

  it('resolved meets the resolution, and thanks start no clock', () => {
    const events = andThen(resolved, ['2026-11-05T11:00:00Z', 'clientMessage'])

    expect(viewAt(events, 'resolution', '2026-11-09T07:00:00Z').state).toEqual({
      status: 'met',
      at: at('2026-11-05T10:00:00Z'),
    })
    expect(replay(events).nextReactions).toEqual([])
  })

  it('reopened: the resolved span is a pause, the next reaction starts anew', () => {
    const events = andThen(resolved, ['2026-11-06T08:00:00Z', reopened])

    expect(viewAt(events, 'resolution', '2026-11-06T08:00:00Z')).toMatchObject({
      state: { status: 'running' },
      deadline: at('2026-11-06T13:00:00Z'),
      workingSeconds: 3 * 3600,
    })
    expect(viewAt(events, 'nextReaction', '2026-11-06T08:00:00Z').deadline).toEqual(at('2026-11-06T09:00:00Z'))
  })

  it('reopened after the time had run out, it stays breached', () => {
    const late = history(['2026-11-05T07:00:00Z', queued], ['2026-11-09T07:00:00Z', answer, 'resolved'])
    const events = andThen(late, ['2026-11-09T08:00:00Z', reopened])

    expect(viewAt(events, 'resolution', '2026-11-09T09:00:00Z').state).toMatchObject({
      status: 'breached',
      at: at('2026-11-05T15:00:00Z'),
      endedAt: null,
    })
  })

  it('closing stops every clock', () => {
    const events = history(['2026-11-05T07:00:00Z', queued], ['2026-11-05T07:30:00Z', 'closed'])

    expect(viewAt(events, 'firstReaction', '2027-01-01T00:00:00Z')).toMatchObject({
      state: { status: 'stopped', at: at('2026-11-05T07:30:00Z') },
      workingSeconds: 1800,
    })
    expect(viewAt(events, 'resolution', '2027-01-01T00:00:00Z').state.status).toBe('stopped')
  })

  it('withdrawn without an answer and reopened, the first reaction is still owed', () => {
    const events = history(
      ['2026-11-05T07:00:00Z', queued],
      ['2026-11-05T07:30:00Z', 'closed'],
      ['2026-11-06T07:30:00Z', reopened],
    )

    expect(viewAt(events, 'firstReaction', '2026-11-06T07:30:00Z')).toMatchObject({
      state: { status: 'running' },
      deadline: at('2026-11-06T08:00:00Z'),
    })
    expect(replay(events).nextReactions).toEqual([])
  })

  it('what the assistant closed is promised something only when people are asked for', () => {
    const events = history(
      ['2026-11-05T07:00:00Z', { type: 'created', promised: null }, 'closed'],
      ['2026-11-06T07:00:00Z', reopened],
    )

    expect(viewAt(events, 'firstReaction', '2026-11-06T07:00:00Z').startedAt).toEqual(at('2026-11-06T07:00:00Z'))
  })

  it('merged: its clocks stop here, and what is owed goes on in the living ticket', () => {
    const merged = history(['2026-11-05T07:00:00Z', queued], ['2026-11-05T07:30:00Z', 'merged', 'clientMessage'])

    expect(viewAt(merged, 'resolution', '2026-11-09T07:00:00Z').state.status).toBe('stopped')
    expect(viewAt(merged, 'firstReaction', '2026-11-09T07:00:00Z').state.status).toBe('stopped')
  })

  it('merged and back: the answer was owed all the time, the resolution was not', () => {
    const back: ClockHappening = { type: 'unmerged', since: at('2026-11-05T07:30:00Z'), isResolved: false }
    const plain = history(['2026-11-05T07:00:00Z', queued])
    const undone = history(
      ['2026-11-05T07:00:00Z', queued],
      ['2026-11-05T07:30:00Z', 'merged'],
      ['2026-11-05T07:50:00Z', back],
    )
    const deadlineOf = (events: ClockEvent[], kind: ClockKind) => viewAt(events, kind, '2026-11-05T07:55:00Z').deadline

    expect(deadlineOf(undone, 'firstReaction')).toEqual(deadlineOf(plain, 'firstReaction'))
    expect(viewAt(undone, 'resolution', '2026-11-05T07:55:00Z').workingSeconds).toBe(35 * 60)
  })

  it('merged while the client was waited for, and back: the client is waited for still', () => {
    const back: ClockHappening = { type: 'unmerged', since: at('2026-11-05T07:30:00Z'), isResolved: false }
    const undone = history(
      ['2026-11-05T07:00:00Z', queued, answer, 'clientMessage'],
      ['2026-11-05T07:20:00Z', { type: 'locked' }],
      ['2026-11-05T07:30:00Z', 'merged'],
      ['2026-11-05T07:50:00Z', back],
    )

    const view = viewAt(undone, 'nextReaction', '2026-11-05T07:55:00Z')
    expect(view.state).toEqual({ status: 'paused', reason: 'locked', since: at('2026-11-05T07:20:00Z') })
  })
})
