import { describe, expect, it } from 'vitest'
import { advance, noClocks, replay } from '#server/sla/domain/ticketClocks.ts'
import { andThen, answer, at, history, minutes, promised, queued, viewAt } from './history.ts'

describe('S3 a reaction clock', () => {
  it('starts when the ticket is queued, not before', () => {
    const events = history(
      ['2026-11-05T06:00:00Z', { type: 'created', promised: null }, 'clientMessage', 'automaticMessage'],
      ['2026-11-05T07:00:00Z', queued],
    )

    expect(viewAt(events, 'firstReaction', '2026-11-05T07:10:00Z')).toMatchObject({
      startedAt: at('2026-11-05T07:00:00Z'),
      state: { status: 'running' },
      deadline: at('2026-11-05T08:00:00Z'),
      workingSeconds: 600,
    })
    expect(replay(events.slice(0, 3)).firstReaction).toBeNull()
  })

  it('starts at creation for a coupon, and being queued later does not start it again', () => {
    const events = history(
      ['2026-11-07T20:00:00Z', { type: 'created', promised: promised({ firstReaction: minutes(60, 'always') }) }],
      ['2026-11-07T20:30:00Z', queued],
    )

    expect(viewAt(events, 'firstReaction', '2026-11-07T20:30:00Z')).toMatchObject({
      startedAt: at('2026-11-07T20:00:00Z'),
      deadline: at('2026-11-07T21:00:00Z'),
    })
  })

  it('is met by a public message of a human', () => {
    const events = history(['2026-11-05T07:00:00Z', queued], ['2026-11-05T07:59:59Z', answer])

    expect(viewAt(events, 'firstReaction', '2026-11-06T07:00:00Z')).toMatchObject({
      state: { status: 'met', at: at('2026-11-05T07:59:59Z') },
      workingSeconds: 3599,
    })
  })

  it.each(['note', 'automaticMessage', 'assigned', 'inProgress', 'clientMessage', 'deferred'] as const)(
    'is neither ended nor moved by %s',
    (type) => {
      const nothing = history(['2026-11-05T07:00:00Z', queued])
      const events = andThen(nothing, ['2026-11-05T07:01:00Z', type])

      const { promises: _, ...before } = viewAt(nothing, 'firstReaction', '2026-11-05T08:00:01Z')
      expect(viewAt(events, 'firstReaction', '2026-11-05T08:00:01Z')).toMatchObject(before)
      expect(before.state).toMatchObject({ status: 'breached', at: at('2026-11-05T08:00:00Z') })
    },
  )

  it('an answer at the very instant of the deadline is in time, one millisecond later is not', () => {
    const queuedAt = (answeredAt: string) => history(['2026-11-05T07:00:00Z', queued], [answeredAt, answer])

    expect(viewAt(queuedAt('2026-11-05T08:00:00Z'), 'firstReaction', '2026-11-06T07:00:00Z').state).toEqual({
      status: 'met',
      at: at('2026-11-05T08:00:00Z'),
    })
    expect(viewAt(queuedAt('2026-11-05T08:00:00.001Z'), 'firstReaction', '2026-11-06T07:00:00Z').state).toEqual({
      status: 'breached',
      at: at('2026-11-05T08:00:00Z'),
      endedAt: at('2026-11-05T08:00:00.001Z'),
      isByRetargeting: false,
    })
  })

  it('may be absent: nothing is promised, and nothing is due', () => {
    const events = history(['2026-11-05T07:00:00Z', { type: 'queued', promised: promised({}) }])

    expect(viewAt(events, 'firstReaction', '2027-11-05T07:00:00Z')).toMatchObject({
      state: { status: 'absent' },
      deadline: null,
      workingSeconds: 0,
    })
  })

  it('starts anew with the first message that waits for people, until they answer', () => {
    const events = history(
      ['2026-11-05T07:00:00Z', queued],
      ['2026-11-05T07:10:00Z', answer],
      ['2026-11-05T08:00:00Z', 'clientMessage'],
      ['2026-11-05T08:20:00Z', 'clientMessage'],
      ['2026-11-05T08:50:00Z', answer],
      ['2026-11-05T09:00:00Z', 'clientMessage'],
    )

    expect(replay(events).nextReactions).toHaveLength(2)
    expect(viewAt(events, 'nextReaction', '2026-11-05T09:00:00Z').state).toEqual({
      status: 'met',
      at: at('2026-11-05T08:50:00Z'),
    })
    expect(viewAt(events, 'nextReaction', '2026-11-05T09:00:00Z', 1).deadline).toEqual(at('2026-11-05T10:00:00Z'))
  })

  it('what the client adds before the first answer starts no second clock', () => {
    const events = history(['2026-11-05T07:00:00Z', queued], ['2026-11-05T07:10:00Z', 'clientMessage'])

    expect(replay(events).nextReactions).toEqual([])
  })
})

describe('a history', () => {
  it('that is told twice, or in another order, gives the same clocks', () => {
    const events = history(['2026-11-05T07:00:00Z', queued], ['2026-11-05T07:10:00Z', answer, 'clientMessage'])

    expect(replay([...events, ...events].toReversed())).toEqual(replay(events))
  })

  it('never goes back in time', () => {
    const events = history(['2026-11-05T07:00:00Z', queued], ['2026-11-05T06:59:00Z', answer])

    expect(replay(events).firstReaction?.end?.at).toEqual(at('2026-11-05T07:00:00Z'))
  })

  it('starts with nothing', () => {
    const [event] = history(['2026-11-05T07:00:00Z', answer])
    if (event === undefined) throw new Error('one event')

    expect(advance(noClocks, event)).toMatchObject({ firstReaction: null, nextReactions: [], resolution: null })
  })
})
