import { describe, expect, it } from 'vitest'
import type { Regulation } from '#contract/regulation.ts'
import { calendarOf, parseRegulation, peopleCalendar, ticketTerms } from '#server/regulations/domain/document.ts'
import { presets } from '#server/regulations/presets/all.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { support24 } from '#server/regulations/presets/support24.ts'
import { isOpen, prepareCalendar } from '#server/sla/domain/calendar.ts'
import { refusalOf } from '../../support/refusals.ts'

describe('the regulations that ship', () => {
  it.each(Object.entries(presets))('%s is a valid document under its own key', (key, preset) => {
    expect(parseRegulation(preset)).toEqual(preset)
    expect(preset.key).toBe(key)
  })

  it.each(Object.values(presets))('$key speaks all three languages everywhere', (preset) => {
    const empty: string[] = []
    JSON.stringify(preset, (name, value: unknown) => {
      if (['ru', 'uk', 'en'].includes(name) && (typeof value !== 'string' || value.trim() === '')) empty.push(name)
      return value
    })

    expect(empty).toEqual([])
  })

  it.each(Object.values(presets))('T3 $key: a request is never more than medium, an incident may be', (preset) => {
    const allowed = Object.fromEntries(preset.categories.map(({ code, priorities }) => [code, priorities]))

    expect(allowed).toEqual({
      incident: ['low', 'medium', 'high', 'critical'],
      serviceRequest: ['low', 'medium'],
      informationRequest: ['low', 'medium'],
      changeRequest: ['low', 'medium'],
    })
  })
})

describe('S8 the Russian production calendar', () => {
  const office = prepareCalendar(calendarOf(support24, 'office'))

  it.each([
    '2026-01-01',
    '2026-01-08',
    '2026-01-09',
    '2026-02-23',
    '2026-03-09',
    '2026-05-01',
    '2026-05-11',
    '2026-06-12',
    '2026-11-04',
    '2026-12-31',
    '2027-01-08',
  ])('%s is a day off', (date) => {
    expect(isOpen(office, new Date(`${date}T09:00:00Z`))).toBe(false)
  })

  it.each(['2026-01-12', '2026-02-24', '2026-03-10', '2026-05-12', '2026-06-11', '2026-11-05', '2026-12-30'])(
    '%s is a workday',
    (date) => {
      expect(isOpen(office, new Date(`${date}T09:00:00Z`))).toBe(true)
    },
  )

  it('2026 has 247 workdays', () => {
    const noons = Array.from({ length: 365 }, (_day, index) => new Date(Date.UTC(2026, 0, 1 + index, 9)))

    expect(noons.filter((noon) => isOpen(office, noon))).toHaveLength(247)
  })

  it('says for which year the moved workdays are known', () => {
    expect(support24.calendars['office']).toMatchObject({ country: 'RU', transfersKnownThrough: 2026 })
  })
})

describe('support24', () => {
  it('E1 has people by tariff', () => {
    expect(peopleCalendar(support24, 'free')).toBeNull()
    expect(peopleCalendar(support24, 'basic')?.weekly[1]).toEqual([['10:00', '19:00']])
    expect(peopleCalendar(support24, 'enterprise')?.weekly[7]).toEqual([['00:00', '24:00']])
  })

  it('T12 has an on-duty for enterprise after an hour', () => {
    expect(support24.onDuty).toEqual({ levels: ['enterprise'], afterMinutes: 60 })
  })

  it('A2 T1 lets the assistant try three times and a day', () => {
    expect(support24.assistant).toEqual({ attempts: 3, silenceHours: 24 })
  })
})

describe('quantum-maintenance', () => {
  it('Q1 bills 10-minute quanta in roubles on workdays 9:00–18:00', () => {
    expect(quantumMaintenance).toMatchObject({ quantumMinutes: 10, currency: 'RUB', kind: 'partner' })
    expect(peopleCalendar(quantumMaintenance, 'free')?.weekly[5]).toEqual([['09:00', '18:00']])
  })

  it('tells a ticket when it ends', () => {
    expect(ticketTerms(quantumMaintenance)).toMatchObject({
      closeAfterWorkingDays: 5,
      reopenDays: 14,
      silenceHours: 24,
    })
  })
})

describe('a regulation document', () => {
  const valid = quantumMaintenance
  const [first, ...others] = valid.plans
  if (first === undefined) throw new Error('the preset has plans')
  const office = calendarOf(valid, 'office')
  const withPlan = (changes: object) => ({ ...valid, plans: [{ ...first, ...changes }, ...others] })

  it.each<[string, unknown, string]>([
    ['has a field that nobody reads', { ...valid, discount: 10 }, 'discount'],
    [
      'promises money in fractions',
      withPlan({ quantumPriceMinor: { 1: 0.5, 2: 1, 3: 1 } }),
      'plans.0.quantumPriceMinor.1',
    ],
    ['has a quantum of 61 minutes', { ...valid, quantumMinutes: 61 }, 'quantumMinutes'],
    [
      'names people’s calendar that is not there',
      { ...valid, people: { by: 'everybody', calendar: 'night' } },
      'people',
    ],
    ['measures by a calendar that is not there', withPlan({ calendar: 'night' }), 'plans.subscription.calendar'],
    [
      'closes by a calendar that is not there',
      { ...valid, closing: { ...valid.closing, calendar: 'toString' } },
      'closing.calendar',
    ],
    ['has one plan twice', { ...valid, plans: [first, first] }, 'plans'],
    ['forgets a price', withPlan({ quantumPriceMinor: { 1: 1, 2: 1 } }), 'plans.subscription.quantumPriceMinor'],
    [
      'has one status twice',
      { ...valid, clientStatuses: [...valid.clientStatuses, ...valid.clientStatuses] },
      'clientStatuses',
    ],
    [
      'has hours in no zone',
      {
        ...valid,
        calendars: { office: { ...office, country: 'RU', transfersKnownThrough: null, timeZone: 'Moscow' } },
      },
      'timeZone',
    ],
  ])('is refused when it %s', (_case, document, wrongAt) => {
    const refusal = refusalOf(() => parseRegulation(document))

    expect(refusal?.code).toMatch(/^(?:regulation|calendar)_invalid$/)
    expect(refusal?.details).toEqual({ wrongAt })
  })

  it('is refused when it never opens', () => {
    const closed = { ...office, weekly: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] } }
    const document: Regulation = {
      ...valid,
      calendars: { office: { ...closed, exceptions: {}, country: null, transfersKnownThrough: null } },
    }

    expect(refusalOf(() => parseRegulation(document))?.code).toBe('calendar_never_opens')
  })
})
