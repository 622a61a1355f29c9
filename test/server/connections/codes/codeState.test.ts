import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  DELIVERED_WITHIN,
  lifeOf,
  stateOf,
  notifiedPeople,
  type CodeFacts,
} from '#server/connections/codes/domain/codeState.ts'

const DAY = 86_400_000
const start = Date.parse('2026-11-16T07:00:00Z')
const on = (days: number) => new Date(start + days * DAY)

const code: CodeFacts = {
  maxUses: 2,
  used: 0,
  issuedBy: 'Виктор',
  issuedAt: on(0),
  expiresAt: on(30),
  revokedAt: null,
  revokedBy: null,
  sent: null,
  delivered: null,
}
const use = (portalName: string, days: number) => ({ clientName: null, portalName, by: 'Анна', at: on(days) })
const typesOf = (facts: Partial<CodeFacts>, uses: ReturnType<typeof use>[], days: number) =>
  lifeOf({ ...code, used: uses.length, ...facts }, uses, on(days)).map(({ type }) => type)

describe('D1 the life of a code', () => {
  it('begins with its issue', () => {
    expect(lifeOf(code, [], on(1))).toEqual([{ type: 'issued', at: on(0), by: 'Виктор' }])
  })

  it('tells uses in order, and the last one uses it up', () => {
    expect(typesOf({}, [use('a', 1)], 2)).toEqual(['issued', 'used'])
    expect(typesOf({}, [use('a', 1), use('b', 2)], 3)).toEqual(['issued', 'used', 'used', 'usedUp'])
  })

  it('tells of its expiry from that instant on', () => {
    expect(typesOf({}, [], 29.9)).toEqual(['issued'])
    expect(typesOf({}, [use('a', 1)], 30)).toEqual(['issued', 'used', 'expired'])
  })

  it('has no expiry once it was used up or revoked', () => {
    expect(typesOf({}, [use('a', 1), use('b', 2)], 40)).not.toContain('expired')
    expect(typesOf({ revokedAt: on(5), revokedBy: 'Света' }, [], 40)).toEqual(['issued', 'revoked'])
  })

  it('tells both where an expired code is revoked afterwards', () => {
    expect(typesOf({ revokedAt: on(35), revokedBy: 'Света' }, [], 40)).toEqual(['issued', 'expired', 'revoked'])
  })

  it('tells of a notification: sent, then taken by so many', () => {
    const sent = { at: on(1), by: 'Виктор' }

    expect(typesOf({ sent }, [], 1)).toEqual(['issued', 'sent'])
    expect(lifeOf({ ...code, sent, delivered: { at: on(1.5), people: 3 } }, [], on(2)).at(-1)).toEqual({
      type: 'delivered',
      at: on(1.5),
      people: 3,
    })
    expect(typesOf({ sent, delivered: { at: on(1.5), people: 0 } }, [], 2)).toEqual(['issued', 'sent', 'undelivered'])
  })

  it('gives a notification up that has not arrived within a day', () => {
    const sent = { at: on(1), by: 'Виктор' }
    const givenUp = new Date(on(1).getTime() + DELIVERED_WITHIN)

    expect(notifiedPeople({ sent, delivered: null }, givenUp)).toBeNull()
    expect(notifiedPeople({ sent, delivered: null }, new Date(givenUp.getTime() + 1))).toBe(0)
    expect(typesOf({ sent }, [], 3)).toEqual(['issued', 'sent', 'undelivered'])
  })

  it('ends, whatever happened, as its state says', () => {
    const days = fc.integer({ min: 0, max: 60 })
    const facts = fc.record({
      maxUses: fc.integer({ min: 1, max: 4 }),
      useDays: fc.array(days, { maxLength: 4 }),
      revokedDay: fc.option(days),
      now: days,
    })
    fc.assert(
      fc.property(facts, ({ maxUses, useDays, revokedDay, now }) => {
        const stops = Math.min(now, 29, revokedDay ?? 60)
        const uses = useDays
          .filter((day) => day <= stops)
          .toSorted((one, other) => one - other)
          .slice(0, maxUses)
          .map((day) => use('a', day))
        const isRevoked = revokedDay !== null && revokedDay <= now
        const revokedAt = isRevoked ? on(revokedDay) : null
        const seen = { ...code, maxUses, used: uses.length, revokedAt, revokedBy: isRevoked ? 'Света' : null }

        const life = lifeOf(seen, uses, on(now))

        const instants = life.map(({ at }) => at.getTime())
        expect(instants).toEqual(instants.toSorted((one, other) => one - other))
        expect(life.every(({ at }) => at <= on(now))).toBe(true)
        const told = new Set(life.map(({ type }) => type))
        const isTold = { revoked: 'revoked', usedUp: 'usedUp', expired: 'expired', active: 'issued' } as const
        expect(told.has(isTold[stateOf(seen, on(now))])).toBe(true)
        expect(told.has('usedUp') && told.has('expired')).toBe(false)
      }),
    )
  })
})
