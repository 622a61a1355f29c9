import { describe, expect, it } from 'vitest'
import { levels, type Level } from '#contract/connections/types.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { support24 } from '#server/regulations/presets/support24.ts'
import { type EntitlementQuestion, entitlementOf } from '#server/connections/entitlement/domain/entitlement.ts'

/** A Thursday in Moscow. */
const noon = new Date('2026-11-19T09:00:00Z')
const DAY = 86_400_000
const standardDesk = { deskId: 'standard-1', deskName: 'Support24', regulation: support24 }
const connection = { deskId: 'desk-1', deskName: 'Partner', regulation: quantumMaintenance, endsAt: null }

function asked(level: Level, changes: Partial<EntitlementQuestion> = {}) {
  const licence = { level, answeredAt: noon, failingSince: null }
  const helpers: EntitlementQuestion['helpers'] = ['assistant', 'knowledge']
  return entitlementOf({ licence, connection: null, standardDesk, helpers, at: noon, ...changes })
}

it('E10 helpers that the server does not have are offered to nobody, and no reason is given for them', () => {
  expect(asked('free', { helpers: [] })).toMatchObject({
    helpers: [],
    unavailable: [{ what: 'people' }, { what: 'onDuty' }],
  })
  expect(asked('enterprise', { helpers: ['knowledge'] }).helpers).toEqual(['knowledge', 'people'])
})

describe('E1 the table of tariffs', () => {
  it('free: assistant and articles, never an operator', () => {
    expect(asked('free')).toMatchObject({
      kind: 'selfService',
      reason: 'free_tariff',
      deskId: 'standard-1',
      helpers: ['assistant', 'knowledge'],
      people: { entitled: false, now: false, until: null, from: null, timeZone: null, hours: [] },
      onDuty: null,
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
    expect(sundayNight).toMatchObject({ onDuty: { afterMinutes: 60 }, unavailable: [] })
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

/** Moscow's clock; a regulation of a partner who works 9 to 18 is open an hour earlier and closed an hour earlier. */
const moments = {
  'Thursday 09:59:59': '2026-11-19T09:59:59+03:00',
  'Thursday 10:00:00': '2026-11-19T10:00:00+03:00',
  'Thursday 18:59:59': '2026-11-19T18:59:59+03:00',
  'Thursday 19:00:00': '2026-11-19T19:00:00+03:00',
  'Saturday noon': '2026-11-21T12:00:00+03:00',
  'National Unity Day': '2026-11-04T12:00:00+03:00',
  'the day off after Victory Day': '2026-05-11T12:00:00+03:00',
} as const
type Moment = keyof typeof moments
/** From then on people answer again, in Moscow's wall time. */
const back: Record<Moment, string> = {
  'Thursday 09:59:59': '2026-11-19T10:00',
  'Thursday 10:00:00': '',
  'Thursday 18:59:59': '',
  'Thursday 19:00:00': '2026-11-20T10:00',
  'Saturday noon': '2026-11-23T10:00',
  'National Unity Day': '2026-11-05T10:00',
  'the day off after Victory Day': '2026-05-12T10:00',
}

describe('S1 opening hours beyond the published days', () => {
  it.each([
    // Evening, and the next opening; the last hours of a published year, and those after which another one opens.
    ['2026-12-30T16:00:00Z', true],
    ['2027-12-30T09:00:00Z', true],
    ['2027-12-30T16:00:00Z', false],
    ['2028-03-14T09:00:00Z', false],
  ])('at %s they are final: %s', (at, isFinal) => {
    const { people } = asked('basic', { at: new Date(at) })

    expect(people.isFinal).toBe(isFinal)
  })

  it('a day and night calendar has no days to wait for', () => {
    expect(asked('enterprise', { at: new Date('2040-03-14T09:00:00Z') }).people.isFinal).toBe(true)
  })
})

describe('E1 every row of the table at every boundary of the hours', () => {
  const names = Object.keys(moments).filter((name): name is Moment => name in moments)
  const cells = (row: readonly Level[]) => row.flatMap((level) => names.map((name) => [level, name] as const))
  const answer = (level: Level, name: Moment, changes: Partial<EntitlementQuestion> = {}) =>
    asked(level, { at: new Date(moments[name]), ...changes })

  it.each(cells(['free']))('%s, %s: nobody, and no hour at which that changes', (level, name) => {
    expect(answer(level, name)).toMatchObject({
      helpers: ['assistant', 'knowledge'],
      people: { entitled: false, now: false, until: null, from: null },
      unavailable: [{ reason: 'free_tariff' }, { reason: 'free_tariff' }],
    })
  })

  it.each(cells(['basic', 'standard', 'professional']))('%s, %s', (level, name) => {
    const { people, helpers, unavailable } = answer(level, name)
    const isOpen = back[name] === ''

    expect(helpers).toEqual(['assistant', 'knowledge', 'people'])
    expect(people.now).toBe(isOpen)
    expect(people.until).toEqual(isOpen ? new Date('2026-11-19T19:00+03:00') : null)
    expect(people.from).toEqual(isOpen ? null : new Date(`${back[name]}+03:00`))
    expect(unavailable.map(({ reason }) => reason)).toEqual([...(isOpen ? [] : ['outside_hours']), 'not_enterprise'])
  })

  it.each(cells(['enterprise']))('%s, %s: people round the clock, and the on-duty', (level, name) => {
    expect(answer(level, name)).toMatchObject({
      people: { now: true, until: null, from: null, aroundTheClock: true },
      onDuty: { afterMinutes: 60 },
      unavailable: [],
    })
  })

  it.each(cells(levels))('%s with a partner, %s: by the partner’s own hours', (level, name) => {
    const { kind, people } = answer(level, name, { connection })
    const isOpen = ['Thursday 09:59:59', 'Thursday 10:00:00'].includes(name)

    expect(kind).toBe('partner')
    expect(people.now).toBe(isOpen)
    expect(people.until).toEqual(isOpen ? new Date('2026-11-19T18:00+03:00') : null)
    expect(people.from?.toISOString().endsWith('T06:00:00.000Z') ?? isOpen).toBe(true)
  })
})

describe('E1 a regulation of a desk’s own', () => {
  const desk = (changes: Partial<typeof support24>) => ({
    ...standardDesk,
    regulation: { ...support24, ...changes },
  })

  it('that gives a commercial tariff no people says so, and does not speak of the free tariff', () => {
    const people = {
      by: 'level',
      calendars: { free: null, basic: null, standard: 'office', professional: 'office', enterprise: 'always' },
    } as const

    expect(asked('basic', { standardDesk: desk({ people }) }).unavailable[0]).toEqual({
      what: 'people',
      reason: 'not_promised',
    })
  })

  it('without an on-duty promises none, not even to enterprise', () => {
    expect(asked('enterprise', { standardDesk: desk({ onDuty: null }) })).toMatchObject({
      onDuty: null,
      unavailable: [{ what: 'onDuty', reason: 'not_promised' }],
    })
  })

  it('of a partner may have an on-duty, too', () => {
    const onDuty = { levels: ['professional' as const], afterMinutes: 30 }
    const own = { ...connection, regulation: { ...quantumMaintenance, onDuty } }

    expect(asked('professional', { connection: own })).toMatchObject({ onDuty: { afterMinutes: 30 }, unavailable: [] })
    expect(asked('basic', { connection: own }).unavailable).toEqual([{ what: 'onDuty', reason: 'partner_answers' }])
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

  it('after seven days of failures it is free, because nobody knows better', () => {
    expect(asked('enterprise', { licence: failing(7 * DAY + 1) })).toMatchObject({
      level: 'free',
      kind: 'selfService',
      reason: 'tariff_unknown',
      unavailable: [
        { what: 'people', reason: 'tariff_unknown' },
        { what: 'onDuty', reason: 'tariff_unknown' },
      ],
    })
  })

  it('before the first answer it is free, because nobody knows better', () => {
    expect(asked('enterprise', { licence: null })).toMatchObject({ level: 'free', reason: 'tariff_unknown' })
  })

  it('a live connection is not affected', () => {
    const answer = asked('free', { licence: failing(30 * DAY), connection })

    expect(answer).toMatchObject({ kind: 'partner', people: { entitled: true, now: true } })
  })
})
