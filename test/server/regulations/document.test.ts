import { describe, expect, it } from 'vitest'
import { parseRegulation, peopleCalendar } from '#server/regulations/domain/document.ts'
import { ticketTerms } from '#server/tickets/domain/ticketTerms.ts'
import { presets } from '#server/regulations/presets/all.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { support24 } from '#server/regulations/presets/support24.ts'
import { vendorSla } from '#server/regulations/presets/vendorSla.ts'
import { refusalOf } from '../../support/refusals.ts'
import { changed } from './changed.ts'

describe('the schema of a regulation', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['has a field that nobody reads', { discount: 10 }, 'discount'],
    ['has a field too many deep inside', { 'plans.0.sold.discount': 10 }, 'plans.0.sold.discount'],
    ['lacks a part', { queue: undefined }, 'queue'],
    [
      'promises money in fractions',
      { 'plans.0.sold.quantumPrices.0.minor': 0.5 },
      'plans.0.sold.quantumPrices.0.minor',
    ],
    ['asks for negative money', { 'plans.0.sold.quantumPrices.0.minor': -1 }, 'plans.0.sold.quantumPrices.0.minor'],
    ['has a quantum of 61 minutes', { 'work.quantumMinutes': 61 }, 'work.quantumMinutes'],
    ['has a quantum of 4 minutes', { 'work.quantumMinutes': 4 }, 'work.quantumMinutes'],
    ['rounds by the moon', { 'work.rounding': 'moon' }, 'work.rounding'],
    ['leaves a language out', { 'title.uk': undefined }, 'title.uk'],
    ['leaves a language empty', { 'title.en': '  ' }, 'title.en'],
    ['has a text that cannot be kept', { 'title.ru': 'а\0б' }, 'title.ru'],
    ['has a text without end', { 'title.ru': 'я'.repeat(2001) }, 'title.ru'],
    [
      'has a currency of two letters',
      { 'plans.0.sold.quantumPrices.0.currency': 'RU' },
      'plans.0.sold.quantumPrices.0.currency',
    ],
    ['has no category', { categories: [] }, 'categories'],
    ['has a category of its own', { 'categories.0.code': 'party' }, 'categories.0.code'],
    ['promises a reaction in no time', { 'targets.0.within.minutes': 0 }, 'targets.0.within.minutes'],
    [
      'names a day that no calendar has',
      { 'calendars.office.exceptions.2026-02-30': [] },
      'calendars.office.exceptions.2026-02-30',
    ],
    ['opens at 25:00', { 'calendars.office.weekly.1': [['25:00', '26:00']] }, 'calendars.office.weekly.1.0.0'],
    ['names things by a sentence', { 'plans.0.code': 'a plan' }, 'plans.0.code'],
  ])('refuses a document that %s', (_why, changes, wrongAt) => {
    const refusal = refusalOf(() => parseRegulation(changed(quantumMaintenance, changes)))

    expect(refusal?.code).toBe('regulation_invalid')
    expect(refusal?.details).toEqual({ wrongAt, problem: 'form' })
  })

  it.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'regulation'],
    ['a list', []],
    ['an empty object', {}],
  ])('refuses %s', (_what, document) => {
    expect(refusalOf(() => parseRegulation(document))?.code).toBe('regulation_invalid')
  })

  it.each([5, 10, 60])('control: takes a quantum of %i minutes', (minutes) => {
    expect(
      refusalOf(() => parseRegulation(changed(quantumMaintenance, { 'work.quantumMinutes': minutes }))),
    ).toBeUndefined()
  })

  it('gives the fields back in its own order, whatever order they came in', () => {
    const shuffled = Object.fromEntries(Object.entries(vendorSla).toReversed())

    expect(Object.keys(parseRegulation(shuffled))).toEqual(Object.keys(vendorSla))
  })
})

describe('S1 the calendars of a regulation', () => {
  const closedWeek = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] }

  it('refuses one that never opens, by its name', () => {
    const document = changed(quantumMaintenance, {
      'calendars.office.weekly': closedWeek,
      'calendars.office.exceptions': {},
    })

    expect(refusalOf(() => parseRegulation(document))).toMatchObject({
      code: 'calendar_never_opens',
      details: { wrongAt: 'calendars.office' },
    })
  })

  it('control: takes one that opens on a single date', () => {
    const document = changed(quantumMaintenance, {
      'calendars.office.weekly': closedWeek,
      'calendars.office.exceptions': { '2026-12-24': [['10:00', '12:00']] },
    })

    expect(refusalOf(() => parseRegulation(document))).toBeUndefined()
  })

  it.each(['Moscow', '+03:00', 'Europe/Atlantis'])('refuses the zone %s', (timeZone) => {
    expect(
      refusalOf(() => parseRegulation(changed(quantumMaintenance, { 'calendars.office.timeZone': timeZone }))),
    ).toMatchObject({
      code: 'calendar_invalid',
      details: { wrongAt: 'calendars.office.timeZone' },
    })
  })
})

describe('what the engine asks of a regulation', () => {
  it('E1 people by tariff, or everybody alike', () => {
    expect(peopleCalendar(support24, 'free')).toBeNull()
    expect(peopleCalendar(support24, 'basic')?.weekly[1]).toEqual([['10:00', '19:00']])
    expect(peopleCalendar(quantumMaintenance, 'free')?.weekly[5]).toEqual([['09:00', '18:00']])
  })

  it('T1 how a ticket ends', () => {
    expect(ticketTerms(quantumMaintenance)).toMatchObject({
      closeAfterWorkingDays: 5,
      reopenDays: 14,
      silenceHours: 24,
    })
  })
})

describe('the regulations that ship', () => {
  it.each(Object.entries(presets))('%s is a valid document under its own key', (key, preset) => {
    expect(parseRegulation(preset)).toEqual(preset)
    expect(preset.key).toBe(key)
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
