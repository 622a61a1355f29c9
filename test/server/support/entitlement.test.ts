import { describe, expect, it } from 'vitest'
import { levels, type Level } from '#contract/support.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { support24 } from '#server/regulations/presets/support24.ts'
import { type EntitlementQuestion, entitlementOf, hoursOf } from '#server/support/domain/entitlement.ts'

/** A Thursday in Moscow. */
const noon = new Date('2026-11-19T09:00:00Z')
const DAY = 86_400_000
const standardDesk = { deskId: 'standard-1', deskName: 'Support24', regulation: support24 }
const connection = { deskId: 'desk-1', deskName: 'Partner', regulation: quantumMaintenance, endsAt: null }

function asked(level: Level, changes: Partial<EntitlementQuestion> = {}) {
  const licence = { level, answeredAt: noon, failingSince: null }
  return entitlementOf({ licence, connection: null, standardDesk, at: noon, ...changes })
}

describe('E1 the table of tariffs', () => {
  it('free: assistant and articles, never an operator', () => {
    expect(asked('free')).toMatchObject({
      kind: 'selfService',
      reason: 'free_tariff',
      deskId: 'standard-1',
      helpers: ['assistant', 'knowledge'],
      people: { entitled: false, now: false, until: null, from: null, timeZone: null, hours: [] },
      onDuty: false,
      unavailable: [
        { what: 'people', reason: 'free_tariff' },
        { what: 'onDuty', reason: 'free_tariff' },
      ],
    })
  })

  it.each(['basic', 'standard', 'professional'] as const)('%s: people in office hours', (level) => {
    expect(asked(level)).toMatchObject({
      kind: 'standard',
      reason: 'tariff',
      deskName: 'Support24',
      helpers: ['assistant', 'knowledge', 'people'],
      people: {
        entitled: true,
        now: true,
        until: new Date('2026-11-19T16:00:00Z'),
        from: null,
        aroundTheClock: false,
        timeZone: 'Europe/Moscow',
        hours: [{ weekdays: [1, 2, 3, 4, 5], from: '10:00', to: '19:00' }],
      },
      unavailable: [{ what: 'onDuty', reason: 'not_enterprise' }],
    })
  })

  it('enterprise: people round the clock, and the on-duty', () => {
    const sundayNight = asked('enterprise', { at: new Date('2026-11-22T00:00:00Z') })

    expect(sundayNight.people).toMatchObject({ now: true, until: null, from: null, aroundTheClock: true })
    expect(sundayNight).toMatchObject({ onDuty: true, unavailable: [] })
  })

  it.each(levels)('%s with a live connection: the partner’s desk by its own regulation', (level) => {
    expect(asked(level, { connection })).toMatchObject({
      kind: 'partner',
      reason: 'connected',
      deskId: 'desk-1',
      helpers: ['assistant', 'knowledge', 'people'],
      people: { now: true, hours: [{ weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }] },
      unavailable: [{ what: 'onDuty', reason: 'partner_answers' }],
    })
  })
})

describe('E1 opening hours to the second', () => {
  it.each([
    ['2026-11-19T06:59:59Z', false, '2026-11-19T07:00:00Z'],
    ['2026-11-19T07:00:00Z', true, '2026-11-19T16:00:00Z'],
    ['2026-11-19T15:59:59Z', true, '2026-11-19T16:00:00Z'],
    ['2026-11-19T16:00:00Z', false, '2026-11-20T07:00:00Z'],
    // Friday evening, and the weekend.
    ['2026-11-20T16:00:00Z', false, '2026-11-23T07:00:00Z'],
    ['2026-11-21T09:00:00Z', false, '2026-11-23T07:00:00Z'],
    // National Unity Day, and a day off that was moved to the Monday after Victory Day.
    ['2026-11-04T09:00:00Z', false, '2026-11-05T07:00:00Z'],
    ['2026-05-11T09:00:00Z', false, '2026-05-12T07:00:00Z'],
    // The New Year's holidays, of this year with the Friday that was moved, and of the next.
    ['2026-01-09T09:00:00Z', false, '2026-01-12T07:00:00Z'],
    ['2026-12-30T16:00:00Z', false, '2027-01-11T07:00:00Z'],
  ])('%s: answering is %s, until or from %s', (at, now, change) => {
    const { people, unavailable } = asked('basic', { at: new Date(at) })
    const expected = new Date(change)

    expect(people).toMatchObject(now ? { now, until: expected, from: null } : { now, until: null, from: expected })
    expect(unavailable.some(({ reason }) => reason === 'outside_hours')).toBe(!now)
  })
})

describe('C5 a connection that ends', () => {
  const endsAt = new Date(noon.getTime() + 1)

  it('holds until its last instant and not beyond', () => {
    expect(asked('basic', { connection: { ...connection, endsAt } }).kind).toBe('partner')
    expect(asked('basic', { connection: { ...connection, endsAt: noon } }).kind).toBe('standard')
  })
})

describe('a server without a standard desk', () => {
  it.each(levels)('%s: keeps assistant and articles and points to Bitrix24’s own support', (level) => {
    expect(asked(level, { standardDesk: null })).toMatchObject({
      kind: 'selfService',
      reason: 'no_standard_desk',
      deskId: null,
      deskName: null,
      helpers: ['assistant', 'knowledge'],
      unavailable: [
        { what: 'people', reason: 'no_standard_desk' },
        { what: 'onDuty', reason: 'no_standard_desk' },
      ],
    })
  })
})

describe('E5 the tariff changes or cannot be asked', () => {
  const licence = { level: 'enterprise', answeredAt: new Date(noon.getTime() - 40 * DAY) } as const
  const failing = (since: number) => ({ ...licence, failingSince: new Date(noon.getTime() - since) })

  it('a lapsed tariff lowers at once', () => {
    expect(asked('free').people.entitled).toBe(false)
  })

  it('a failed question never lowers it for seven days, and says until when', () => {
    const answer = asked('free', { licence: failing(7 * DAY) })

    expect(answer.level).toBe('enterprise')
    expect(answer.licenceHoldsUntil).toEqual(noon)
    expect(asked('free').licenceHoldsUntil).toBeNull()
  })

  it('after seven days of failures it is free', () => {
    expect(asked('enterprise', { licence: failing(7 * DAY + 1) }).level).toBe('free')
  })

  it('before the first answer it is free', () => {
    expect(asked('enterprise', { licence: null }).level).toBe('free')
  })

  it('a live connection is not affected', () => {
    const answer = asked('free', { licence: failing(30 * DAY), connection })

    expect(answer).toMatchObject({ kind: 'partner', people: { entitled: true, now: true } })
  })
})

it('hours are told by span, with the weekdays that share it', () => {
  const hours = hoursOf({
    timeZone: 'UTC',
    weekly: {
      1: [
        ['09:00', '12:00'],
        ['13:00', '18:00'],
      ],
      2: [['09:00', '12:00']],
      3: [],
      4: [],
      5: [],
      6: [],
      7: [],
    },
    exceptions: {},
  })

  expect(hours).toEqual([
    { weekdays: [1, 2], from: '09:00', to: '12:00' },
    { weekdays: [1], from: '13:00', to: '18:00' },
  ])
})
