import { describe, expect, it } from 'vitest'
import { countReaction, noReactions, underPlan } from '#server/billing/plans/domain/reactionsUnder.ts'
import { exampleOf } from '#server/billing/plans/domain/example.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import type { Clock } from '#server/sla/domain/clock.ts'
import { termsFrom } from '#server/sla/domain/clockTerms.ts'
import { minutes, monday, workTerms } from '../scene.ts'
import { prepaid, reactionWithin, sellingBy } from './waysToSell.ts'

const terms = termsFrom({
  ...sellingBy([prepaid('quick'), prepaid('slow'), prepaid('silent')]),
  targets: [reactionWithin(10, 'quick', ['critical']), reactionWithin(30, 'quick'), reactionWithin(120, 'slow')],
})
const subject = { category: 'incident', priority: 'medium', plans: ['slow'], coupon: false }

function aClock(changes: Partial<Clock> = {}): Clock {
  return {
    kind: 'firstReaction',
    startedAt: monday,
    pauses: [],
    promises: [{ since: monday, subject, target: null }],
    end: { how: 'met', at: minutes(60) },
    ...changes,
  }
}

const outcome = (clock: Clock, plan: string, until = minutes(600)) => {
  const counted = countReaction(noReactions, underPlan(clock, plan, terms), terms, until)
  return Object.entries(counted).find(([, count]) => count === 1)?.[0]
}

describe('Q3 a real first answer under another plan’s promise', () => {
  it('is in time under one plan and late under another, whatever was promised then', () => {
    expect(outcome(aClock(), 'slow')).toBe('kept')
    expect(outcome(aClock(), 'quick')).toBe('missed')
    expect(outcome(aClock(), 'silent')).toBe('none')
  })

  it('goes by the ticket’s own priority, also by one that it was given later', () => {
    const urgent = aClock({
      promises: [{ since: monday, subject: { ...subject, priority: 'critical' }, target: null }],
      end: { how: 'met', at: minutes(20) },
    })

    expect(outcome(urgent, 'quick')).toBe('missed')
    expect(outcome(aClock({ end: { how: 'met', at: minutes(20) } }), 'quick')).toBe('kept')
  })

  it('leaves out what the clock stood still', () => {
    const paused = aClock({ pauses: [{ reason: 'waitingForClient', from: minutes(10), to: minutes(50) }] })

    expect(outcome(paused, 'quick')).toBe('kept')
  })

  it('is open while nobody has answered and the time has not run out', () => {
    const waiting = aClock({ end: null })

    expect(outcome(waiting, 'slow', minutes(60))).toBe('open')
    expect(outcome(waiting, 'slow', minutes(180))).toBe('missed')
  })
})

describe('Q12 the example of a regulation is counted by its rules', () => {
  const quantaBy = (changes: Partial<typeof workTerms>) =>
    exampleOf({ ...workTerms, ...changes }).map(({ quanta }) => quanta)

  it.each([
    ['each run by itself', {}, [2, 1, 1]],
    ['a ticket’s runs together', { rounding: 'ticket' as const }, [2, 0, 1]],
    ['a day’s runs together', { rounding: 'day' as const }, [2, 0, 0]],
    ['a least charge of a ticket', { leastQuantaPerTicket: 3 }, [3, 0, 3]],
    ['a quantum of an hour', { quantumMinutes: 60 }, [2, 1, 1]],
    ['a zone far away', { rounding: 'day' as const, timeZone: 'Pacific/Kiritimati' }, [2, 0, 0]],
  ])('%s', (_why, changes, quanta) => {
    expect(quantaBy(changes)).toEqual(quanta)
  })

  it('tells of times of the desk’s day', () => {
    expect(exampleOf(workTerms)).toMatchObject([
      { startsAt: '10:00', minutes: 12, ticket: 1 },
      { startsAt: '12:00', minutes: 3, ticket: 1 },
      { startsAt: '14:00', minutes: 1, ticket: 2 },
    ])
    expect(quantumMaintenance.work.rounding).toBe('interval')
  })
})
