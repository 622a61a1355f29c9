import { describe, expect, it } from 'vitest'
import type { ClockHappening } from '#server/sla/domain/clockEvents.ts'
import { replay } from '#server/sla/domain/ticketClocks.ts'
import { andThen, answer, at, history, minutes, promised, queued, viewAt } from './history.ts'

describe('S4 re-targeting', () => {
  const withTarget = (count: number | null): ClockHappening => ({
    type: 'retargeted',
    promised: promised({ firstReaction: count === null ? null : minutes(count) }, { priority: 'other' }),
  })
  const retargeted = (instant: string, count: number | null) =>
    history(['2026-11-05T07:00:00Z', queued], [instant, withTarget(count)])

  it('counts from the start', () => {
    const view = viewAt(retargeted('2026-11-05T07:20:00Z', 30), 'firstReaction', '2026-11-05T07:20:00Z')

    expect(view.deadline).toEqual(at('2026-11-05T07:30:00Z'))
  })

  it('into the past is due at once, and late by re-targeting', () => {
    const events = retargeted('2026-11-05T07:40:00Z', 30)

    expect(viewAt(events, 'firstReaction', '2026-11-05T07:40:00Z').deadline).toEqual(at('2026-11-05T07:40:00Z'))
    expect(viewAt(events, 'firstReaction', '2026-11-05T07:41:00Z').state).toEqual({
      status: 'breached',
      at: at('2026-11-05T07:40:00Z'),
      endedAt: null,
      isByRetargeting: true,
    })
  })

  it('into the past while the clock stands still is due when it goes on', () => {
    const events = history(
      ['2026-11-05T07:00:00Z', queued],
      ['2026-11-05T07:40:00Z', 'locked'],
      ['2026-11-05T07:50:00Z', withTarget(30)],
    )
    const gone = andThen(events, ['2026-11-05T09:00:00Z', 'unlocked'])

    expect(viewAt(events, 'firstReaction', '2026-11-05T08:30:00Z')).toMatchObject({
      state: { status: 'paused' },
      remainingSeconds: 0,
    })
    expect(viewAt(gone, 'firstReaction', '2026-11-05T09:01:00Z').state).toMatchObject({
      status: 'breached',
      at: at('2026-11-05T09:00:00Z'),
      isByRetargeting: true,
    })
  })

  it('keeps what was promised before, and watches it', () => {
    const events = andThen(retargeted('2026-11-05T07:40:00Z', 120), ['2026-11-05T08:30:00Z', answer])
    const view = viewAt(events, 'firstReaction', '2026-11-05T08:30:00Z')

    expect(view.state.status).toBe('met')
    expect(view.promises.map(({ subject, due, outcome }) => [subject.priority, due?.at, outcome])).toEqual([
      ['medium', at('2026-11-05T08:00:00Z'), 'broken'],
      ['other', at('2026-11-05T09:00:00Z'), 'kept'],
    ])
  })

  it('does not mend what is broken already', () => {
    const events = retargeted('2026-11-05T08:10:00Z', 120)

    expect(viewAt(events, 'firstReaction', '2026-11-05T08:10:00Z').state).toMatchObject({
      status: 'breached',
      at: at('2026-11-05T08:00:00Z'),
    })
  })

  it('to nothing leaves the clock absent, to something again counts from the start', () => {
    const events = retargeted('2026-11-05T07:10:00Z', null)
    const again = andThen(events, ['2026-11-05T07:20:00Z', withTarget(90)])

    expect(viewAt(events, 'firstReaction', '2026-11-05T07:15:00Z').state.status).toBe('absent')
    expect(viewAt(again, 'firstReaction', '2026-11-05T07:20:00Z').deadline).toEqual(at('2026-11-05T08:30:00Z'))
  })

  it('to the same target promises nothing new', () => {
    const events = history(['2026-11-05T07:00:00Z', queued], ['2026-11-05T07:10:00Z', withTarget(60)])

    expect(replay(events).firstReaction?.promises).toHaveLength(1)
  })

  it('leaves a clock alone that has ended', () => {
    const events = history(
      ['2026-11-05T07:00:00Z', queued],
      ['2026-11-05T07:10:00Z', answer],
      ['2026-11-05T07:20:00Z', withTarget(5)],
    )

    expect(viewAt(events, 'firstReaction', '2026-11-05T09:00:00Z').state.status).toBe('met')
  })
})
