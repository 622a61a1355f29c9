import { describe, expect, it } from 'vitest'
import type { Calendar } from '#server/calendar/calendar.ts'
import { startClock } from '#server/sla/domain/clock.ts'
import { clockView } from '#server/sla/domain/clockView.ts'
import type { TargetRow } from '#server/regulations/domain/targets.ts'
import { promisedTo, type Subject, type Target, type Terms } from '#server/sla/domain/targets.ts'
import { at, everyDay, workdays } from './history.ts'

const row: TargetRow = {
  kind: 'firstReaction',
  categories: null,
  priorities: null,
  plans: null,
  coupon: false,
  within: { by: 'time', minutes: 180, calendar: 'support' },
}
const incident: Subject = { category: 'incident', priority: 'medium', plans: [], coupon: false }

function after(minutes: number, calendar: string): Target {
  return { by: 'time', minutes, calendar }
}

function days(...dates: string[]): Calendar['exceptions'] {
  return Object.fromEntries(dates.map((date) => [date, []]))
}

/** When each clock of such a ticket is due that is queued now and that nothing stops. */
function deadlines(terms: Terms, subject: Subject, queuedAt: string) {
  const start = at(queuedAt)
  const promise = promisedTo(subject, terms, start)
  const due = (kind: 'firstReaction' | 'resolution') =>
    clockView(startClock(kind, promise, start), terms.calendars, start).deadline?.toISOString() ?? null
  return { firstReaction: due('firstReaction'), resolution: due('resolution') }
}

const saasSupport: Terms = {
  calendars: { support: everyDay('Europe/Moscow', [['08:00', '20:00']]) },
  targets: [
    ...(['critical', 'high', 'medium', 'low'] as const).map((priority, index) => ({
      ...row,
      categories: ['incident'],
      priorities: [priority],
      within: after(30 + 30 * index, 'support'),
    })),
    {
      ...row,
      kind: 'resolution',
      categories: ['incident'],
      priorities: ['critical', 'high'],
      within: { by: 'endOfDay', nextDayAfter: '20:00', calendar: 'support' },
    },
    row,
  ],
}

describe('S8 saas-support: 8:00–20:00 in Moscow every day', () => {
  it.each([
    ['critical', '2026-11-05T05:00:00Z', '2026-11-05T05:30:00.000Z'],
    ['critical at closing time', '2026-11-05T17:00:00Z', '2026-11-06T05:30:00.000Z'],
    ['critical, half an hour before closing', '2026-11-05T16:30:00Z', '2026-11-05T17:00:00.000Z'],
    ['critical, a second later', '2026-11-05T16:30:01Z', '2026-11-06T05:00:01.000Z'],
    ['high', '2026-11-05T16:30:00Z', '2026-11-06T05:30:00.000Z'],
    ['medium, in the night of New Year', '2026-12-31T20:59:59Z', '2027-01-01T06:30:00.000Z'],
    ['low, in the night', '2026-11-05T00:00:00Z', '2026-11-05T07:00:00.000Z'],
  ])('an incident that is %s', (title, queuedAt, due) => {
    const priority = title.split(/[ ,]/)[0] ?? ''

    expect(deadlines(saasSupport, { ...incident, priority }, queuedAt).firstReaction).toBe(due)
  })

  it('any request within three hours', () => {
    const request = { ...incident, category: 'changeRequest', priority: 'low' }

    expect(deadlines(saasSupport, request, '2026-11-05T15:00:00Z')).toEqual({
      firstReaction: '2026-11-06T06:00:00.000Z',
      resolution: null,
    })
  })

  it.each([
    ['in the morning: by midnight', '2026-11-05T05:00:00Z', '2026-11-05T21:00:00.000Z'],
    ['at 20:00 exactly: by midnight', '2026-11-05T17:00:00Z', '2026-11-05T21:00:00.000Z'],
    ['after 20:00: by the next midnight', '2026-11-05T17:00:00.001Z', '2026-11-06T21:00:00.000Z'],
    ['a second before midnight: by the next one', '2026-11-05T20:59:59Z', '2026-11-06T21:00:00.000Z'],
    ['at midnight it is a new day', '2026-11-05T21:00:00Z', '2026-11-06T21:00:00.000Z'],
    ['on the last evening of the year', '2026-12-31T18:00:00Z', '2027-01-01T21:00:00.000Z'],
    ['on the evening before a leap day', '2028-02-28T18:00:00Z', '2028-02-29T21:00:00.000Z'],
  ])('a critical incident is resolved %s', (_title, queuedAt, due) => {
    expect(deadlines(saasSupport, { ...incident, priority: 'critical' }, queuedAt).resolution).toBe(due)
  })

  it('a medium incident is promised no resolution, and an unsorted ticket only what holds for all', () => {
    expect(deadlines(saasSupport, incident, '2026-11-05T07:00:00Z').resolution).toBeNull()
    expect(deadlines(saasSupport, { ...incident, category: null, priority: null }, '2026-11-05T07:00:00Z')).toEqual({
      firstReaction: '2026-11-05T10:00:00.000Z',
      resolution: null,
    })
  })
})

describe('S3 a day that is promised is a day that is worked', () => {
  const office: Terms = {
    calendars: { office: { ...workdays('Europe/Moscow', [['09:00', '18:00']]), country: 'RU' } },
    targets: [{ ...row, kind: 'resolution', within: { by: 'endOfDay', nextDayAfter: '17:00', calendar: 'office' } }],
  }
  const always: Terms = { ...office, calendars: { office: everyDay('Europe/Moscow', [['00:00', '24:00']]) } }

  it.each([
    ['on a Friday: that Friday', '2026-11-06T09:00:00Z', '2026-11-06T21:00:00.000Z'],
    ['on a Friday at 18:00, late: Monday, not Saturday', '2026-11-06T15:00:00Z', '2026-11-09T21:00:00.000Z'],
    ['on a Saturday: Monday', '2026-11-07T09:00:00Z', '2026-11-09T21:00:00.000Z'],
    ['on a Sunday evening: Monday', '2026-11-08T17:00:00Z', '2026-11-09T21:00:00.000Z'],
    ['before the holidays: after them', '2026-12-30T15:00:00Z', '2027-01-11T21:00:00.000Z'],
    ['on a Saturday that is worked: that Saturday', '2027-02-20T09:00:00Z', '2027-02-20T21:00:00.000Z'],
  ])('what comes %s', (_title, queuedAt, due) => {
    expect(deadlines(office, incident, queuedAt).resolution).toBe(due)
  })

  it('control: where every day is worked, the next day is', () => {
    expect(deadlines(always, incident, '2026-11-06T15:00:00Z').resolution).toBe('2026-11-07T21:00:00.000Z')
  })

  it('a calendar that is never worked any more names no day', () => {
    const over = { office: workdays('Europe/Moscow', []) }

    expect(deadlines({ ...office, calendars: over }, incident, '2026-11-07T09:00:00Z').resolution).toBeNull()
  })
})

const quantumMaintenance: Terms = {
  calendars: {
    office: workdays('Europe/Moscow', [['09:00', '18:00']], {
      ...days('2026-03-09', '2026-12-31', '2027-01-01', '2027-01-04', '2027-01-05', '2027-01-06', '2027-01-07'),
      ...days('2027-01-08'),
      '2026-02-21': [['09:00', '18:00']],
    }),
  },
  targets: [
    { ...row, plans: ['subscription'], within: after(60, 'office') },
    { ...row, plans: ['prepaid'], within: after(120, 'office') },
    { ...row, plans: ['first-aid', 'online'], within: after(30, 'office') },
  ],
}

describe('S8 quantum-maintenance: reaction by plan, workdays 9:00–18:00 in Moscow', () => {
  const ofPlans = (...plans: string[]) => ({ ...incident, plans })

  it.each([
    ['before the break of New Year', ['prepaid'], '2026-12-30T14:00:00Z', '2027-01-11T07:00:00.000Z'],
    ['exactly at closing before the break', ['subscription'], '2026-12-30T14:00:00Z', '2026-12-30T15:00:00.000Z'],
    ['before a day off that was moved', ['first-aid'], '2026-03-06T14:45:00Z', '2026-03-10T06:15:00.000Z'],
    ['before a Saturday that is worked', ['online'], '2026-02-20T15:00:00Z', '2026-02-21T06:30:00.000Z'],
    ['with several packages: the shortest', ['prepaid', 'online'], '2026-11-05T07:00:00Z', '2026-11-05T07:30:00.000Z'],
    ['without a package: nothing', [], '2026-11-05T07:00:00Z', null],
    ['with a plan that promises nothing', ['archive'], '2026-11-05T07:00:00Z', null],
  ])('%s', (_title, plans, queuedAt, due) => {
    expect(deadlines(quantumMaintenance, ofPlans(...plans), queuedAt).firstReaction).toBe(due)
  })

  it('of two plans the one that is due first counts, whatever calendars measure them', () => {
    const terms: Terms = {
      calendars: { ...quantumMaintenance.calendars, always: everyDay('UTC', [['00:00', '24:00']]) },
      targets: [...quantumMaintenance.targets, { ...row, plans: ['night'], within: after(240, 'always') }],
    }

    expect(deadlines(terms, ofPlans('first-aid', 'night'), '2026-11-06T15:00:00Z').firstReaction).toBe(
      '2026-11-06T19:00:00.000Z',
    )
    expect(deadlines(terms, ofPlans('night', 'first-aid'), '2026-11-05T07:00:00Z').firstReaction).toBe(
      '2026-11-05T07:30:00.000Z',
    )
  })
})

const vendorSla: Terms = {
  calendars: {
    office: workdays('Europe/Kyiv', [['09:00', '20:00']], days('2026-12-25')),
    always: everyDay('Europe/Kyiv', [['00:00', '24:00']]),
  },
  targets: [{ ...row, coupon: true, within: after(60, 'always') }],
}

describe('S8 vendor-sla: only a coupon is promised anything', () => {
  const coupon = { ...incident, coupon: true }

  it.each([
    ['on a Saturday night', '2026-11-07T22:30:00Z', '2026-11-07T23:30:00.000Z'],
    ['over the end of the week', '2026-11-08T21:45:00Z', '2026-11-08T22:45:00.000Z'],
    ['at Christmas', '2026-12-25T09:00:00Z', '2026-12-25T10:00:00.000Z'],
    ['over the hour that spring skips', '2026-03-29T00:30:00Z', '2026-03-29T01:30:00.000Z'],
    ['over the hour that autumn repeats', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00.000Z'],
  ])('its hour runs %s', (_title, queuedAt, due) => {
    expect(deadlines(vendorSla, coupon, queuedAt).firstReaction).toBe(due)
  })

  it('others are promised no time', () => {
    expect(deadlines(vendorSla, { ...incident, priority: 'critical' }, '2026-11-05T07:00:00Z')).toEqual({
      firstReaction: null,
      resolution: null,
    })
  })

  it.each([
    ['before the clocks go forward', '2026-03-27T17:30:00Z', '2026-03-30T06:30:00.000Z'],
    ['before they go back', '2026-10-23T16:30:00Z', '2026-10-26T07:30:00.000Z'],
  ])('an hour of its office %s', (_title, queuedAt, due) => {
    const terms = { ...vendorSla, targets: [{ ...row, within: after(60, 'office') }] }

    expect(deadlines(terms, incident, queuedAt).firstReaction).toBe(due)
  })
})

describe('S8 support24', () => {
  it('promises no times', () => {
    const terms: Terms = { calendars: {}, targets: [] }

    expect(deadlines(terms, incident, '2026-11-05T07:00:00Z')).toEqual({ firstReaction: null, resolution: null })
  })
})

it('by when a target is due whose calendar is missing nobody knows', () => {
  const start = at('2026-11-05T07:00:00Z')
  const clock = startClock('firstReaction', promisedTo(incident, { calendars: {}, targets: [row] }, start), start)

  expect(clockView(clock, {}, start)).toMatchObject({ state: { status: 'unknown' }, promises: [{ due: null }] })
})
