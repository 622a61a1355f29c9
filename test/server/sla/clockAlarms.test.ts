import { describe, expect, it } from 'vitest'
import { alarmsOf } from '#server/sla/domain/alarms.ts'
import type { ClockEvent, ClockHappening } from '#server/sla/domain/clockEvents.ts'
import type { Target } from '#server/sla/domain/targets.ts'
import { replay } from '#server/sla/domain/ticketClocks.ts'
import { answer, calendars, history, minutes, promised, question } from './history.ts'

function targeted(firstReaction: Target | null, resolution: Target | null = null): ClockHappening {
  return { type: 'queued', promised: promised({ firstReaction, resolution }) }
}

function alarms(events: ClockEvent[], kind: 'firstReaction' | 'resolution' = 'firstReaction', percents?: number[]) {
  const clock = replay(events)[kind]
  if (clock === null) throw new Error('it never started')
  return alarmsOf(clock, calendars, percents).map(({ atPercent, at }) => [atPercent, at.toISOString()])
}

describe('S6 the alarms of a clock', () => {
  it('ring at half, at most and after all of the working time, over a night as well', () => {
    const events = history(['2026-11-05T14:00:00Z', targeted(minutes(120))])

    expect(alarms(events)).toEqual([
      [50, '2026-11-05T15:00:00.000Z'],
      [80, '2026-11-06T06:36:00.000Z'],
      [100, '2026-11-06T07:00:00.001Z'],
    ])
  })

  it('ring where the regulation says so', () => {
    const events = history(['2026-11-05T07:00:00Z', targeted(minutes(100))])

    expect(alarms(events, 'firstReaction', [100, 25])).toEqual([
      [25, '2026-11-05T07:25:00.000Z'],
      [100, '2026-11-05T08:40:00.001Z'],
    ])
  })

  it('before a pause stay where they are, after it they move with the deadline', () => {
    const events = history(
      ['2026-11-05T07:00:00Z', targeted(null, minutes(100))],
      ['2026-11-05T08:00:00Z', question, 'waitingForClient'],
      ['2026-11-05T09:00:00Z', 'clientMessage'],
    )

    expect(alarms(events, 'resolution')).toEqual([
      [50, '2026-11-05T07:50:00.000Z'],
      [80, '2026-11-05T09:20:00.000Z'],
      [100, '2026-11-05T09:40:00.001Z'],
    ])
  })

  it('are none while it stands still, after it has ended, and where nothing is promised', () => {
    const queued = targeted(minutes(60))

    expect(alarms(history(['2026-11-05T07:00:00Z', queued], ['2026-11-05T07:50:00Z', 'locked']))).toEqual([])
    expect(alarms(history(['2026-11-05T07:00:00Z', queued], ['2026-11-05T07:50:00Z', answer]))).toEqual([])
    expect(alarms(history(['2026-11-05T07:00:00Z', targeted(null)]))).toEqual([])
  })

  it('tell a breach also when nobody saw it, because the server was down', () => {
    const events = history(['2026-11-05T07:00:00Z', targeted(minutes(60))], ['2026-11-09T07:00:00Z', 'note'])

    expect(alarms(events).at(-1)).toEqual([100, '2026-11-05T08:00:00.001Z'])
  })

  it('warn of nothing that is due at once', () => {
    const events = history(
      ['2026-11-05T07:00:00Z', targeted(minutes(60))],
      ['2026-11-05T07:40:00Z', { type: 'retargeted', promised: promised({ firstReaction: minutes(10) }) }],
    )

    expect(alarms(events)).toEqual([[100, '2026-11-05T07:40:00.001Z']])
  })

  it('tell a breach that a kinder target came too late for, and nothing more', () => {
    const events = history(
      ['2026-11-05T07:00:00Z', targeted(minutes(60))],
      ['2026-11-05T08:10:00Z', { type: 'retargeted', promised: promised({ firstReaction: minutes(240) }) }],
    )

    expect(alarms(events)).toEqual([[100, '2026-11-05T08:00:00.001Z']])
  })

  it('ring within the hours of support when the end of a day is promised', () => {
    const byMidnight: Target = { by: 'endOfDay', nextDayAfter: '20:00', calendar: 'support' }

    expect(alarms(history(['2026-11-05T07:00:00Z', targeted(byMidnight)]))).toEqual([
      [50, '2026-11-05T12:00:00.000Z'],
      [80, '2026-11-05T15:00:00.000Z'],
      [100, '2026-11-05T21:00:00.001Z'],
    ])
    // Nobody works between 20:00 and midnight: both warnings fall together, and one is enough.
    expect(alarms(history(['2026-11-05T17:00:00Z', targeted(byMidnight)]))).toEqual([
      [80, '2026-11-05T17:00:00.000Z'],
      [100, '2026-11-05T21:00:00.001Z'],
    ])
  })
})
