import { describe, expect, test } from 'vitest'
import { weekHours } from '#app/regulation/weekHours.ts'
import { groupDays } from '#contract/calendar/days.words.ts'
import type { CalendarDay } from '#contract/calendar/types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'

type Calendar = Regulation['calendars'][string]
type Spans = Calendar['weekly'][1]

const empty: Calendar['weekly'] = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] }
const office: Spans = [['09:00', '18:00']]

function aCalendar(changes: Partial<Calendar>): Calendar {
  const [known] = Object.values(quantumMaintenance.calendars)
  if (known === undefined) throw new Error('a preset without calendars')
  return { ...known, weekly: empty, exceptions: {}, ...changes }
}

describe('a week as people read it', () => {
  test.each<{ says: string; weekly: Partial<Calendar['weekly']>; lines: string[] }>([
    { says: 'nothing', weekly: {}, lines: [] },
    {
      says: 'one line for days that are alike',
      weekly: { 1: office, 3: office, 5: office },
      lines: ['135 09:00-18:00'],
    },
    {
      says: 'another line for the short day, in the order in which they come',
      weekly: { 1: office, 5: [['09:00', '16:00']], 6: office },
      lines: ['16 09:00-18:00', '5 09:00-16:00'],
    },
    {
      says: 'a line for each span of a day with a break',
      weekly: { 2: [...office, ['19:00', '21:00']], 4: [['19:00', '21:00']] },
      lines: ['2 09:00-18:00', '24 19:00-21:00'],
    },
    { says: 'Sunday as the last one', weekly: { 7: office, 1: office }, lines: ['17 09:00-18:00'] },
  ])('$says', ({ weekly, lines }) => {
    const found = weekHours(aCalendar({ weekly: { ...empty, ...weekly } }))

    expect(found.map(({ weekdays, from, to }) => `${weekdays.join('')} ${from}-${to}`)).toEqual(lines)
  })
})

function daysOf(exceptions: Calendar['exceptions'], today: string): CalendarDay[] {
  return Object.entries(exceptions)
    .filter(([date]) => date >= today)
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([date, hours]) => ({ date, kind: hours.length === 0 ? 'off' : 'working', because: 'own', hours }))
}

describe('the next days that are not like the others', () => {
  const short: Spans = [['10:00', '15:00']]

  test.each<{ says: string; exceptions: Calendar['exceptions']; today?: string; days: string[] }>([
    { says: 'none', exceptions: {}, days: [] },
    { says: 'today is one of them', exceptions: { '2026-12-31': [] }, today: '2026-12-31', days: ['2026-12-31'] },
    { says: 'what is over is not', exceptions: { '2026-12-30': [] }, today: '2026-12-31', days: [] },
    {
      says: 'days in a row are one, over the end of a year as well, whatever their order',
      exceptions: { '2027-01-02': [], '2026-12-31': [], '2027-01-01': [] },
      days: ['2026-12-31…2027-01-02'],
    },
    {
      says: 'over the end of February',
      exceptions: { '2027-02-28': [], '2027-03-01': [], '2028-02-28': [], '2028-03-01': [] },
      days: ['2027-02-28…2027-03-01', '2028-02-28', '2028-03-01'],
    },
    {
      says: 'a short day between two free ones stands by itself',
      exceptions: { '2026-12-30': [], '2026-12-31': short, '2027-01-01': [] },
      days: ['2026-12-30', '2026-12-31 10:00', '2027-01-01'],
    },
    {
      says: 'no more than were asked for',
      exceptions: { '2026-12-01': [], '2026-12-03': [], '2026-12-05': [], '2026-12-07': [] },
      days: ['2026-12-01', '2026-12-03', '2026-12-05'],
    },
  ])('$says', ({ exceptions, today = '2026-11-22', days }) => {
    const found = groupDays(daysOf(exceptions, today), 3)

    expect(
      found.map(({ from, to, hours: [span] }) => {
        const date = from === to ? from : `${from}…${to}`
        return span === undefined ? date : `${date} ${span[0]}`
      }),
    ).toEqual(days)
  })
})
