import { describe, expect, it } from 'vitest'
import { prepareCalendar } from '#server/calendar/calendar.ts'
import { uncomputable } from '#server/regulations/domain/computable.ts'
import { parseRegulation } from '#server/regulations/domain/document.ts'
import { presets } from '#server/regulations/presets/all.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { parseFor } from '#server/regulations/regulations.commands.ts'
import { refusalOf } from '#test/support/refusals.ts'
import { changed } from './changed.ts'

const at = new Date('2026-11-28T10:00:00Z')
const closedWeek = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] }
const always = [['00:00', '24:00']]
const roundTheClock = { 1: always, 2: always, 3: always, 4: always, 5: always, 6: always, 7: always }
const office = quantumMaintenance.calendars['office']
const aYear = { by: 'time', minutes: 525_600, calendar: 'office' }

const refused = (changes: Readonly<Record<string, unknown>>) => {
  const { code, details } = refusalOf(() => parseFor('partner', changed(quantumMaintenance, changes), at)) ?? {}
  return code === undefined ? null : [code, details?.['wrongAt'], details?.['problem']]
}

describe('D1 what is published can be computed for ten years', () => {
  it.each(Object.entries(presets))('control: the preset %s can', (_name, preset) => {
    expect(uncomputable(preset, at)).toEqual([])
    expect(uncomputable(preset, new Date('2031-02-28T23:59:59Z'))).toEqual([])
  })

  it('a minute a week and a year of work cannot, and it is said where', () => {
    const weekly = { ...closedWeek, 1: [['09:00', '09:01']] }

    expect(refused({ 'calendars.office.weekly': weekly, 'targets.0.within': aYear })).toEqual([
      'regulation_invalid',
      'targets.0.within',
      'tooFar',
    ])
    expect(refused({ 'targets.0.within': aYear })).toBeNull()
  })

  it('hours that end within ten years cannot', () => {
    const dates = { '2027-12-24': always, '2030-12-24': always }

    expect(refused({ 'calendars.office.weekly': closedWeek, 'calendars.office.exceptions': dates })).toEqual([
      'regulation_invalid',
      'calendars.office',
      'ends',
    ])
  })

  it('a closing that does not come cannot', () => {
    const days = Object.fromEntries(Array.from({ length: 60 }, (_none, index) => [`${2027 + index}-01-02`, always]))
    const rare = { ...office, weekly: closedWeek, exceptions: days }

    expect(refused({ 'calendars.rare': rare, 'closing.calendar': 'rare', 'closing.afterWorkingDays': 40 })).toEqual([
      'regulation_invalid',
      'closing',
      'tooFar',
    ])
    expect(refused({ 'calendars.rare': rare, 'closing.calendar': 'rare', 'closing.afterWorkingDays': 5 })).toBeNull()
  })

  it('control: round the clock, but for a date in the year 9999, can', () => {
    const changes = { 'calendars.office.weekly': roundTheClock, 'calendars.office.exceptions': { '9999-12-31': [] } }

    expect(refused(changes)).toBeNull()
  })

  it('as many calendars as fit into a document are no way to keep the server busy', () => {
    const minutes = Array.from({ length: 48 }, (_none, index) => {
      const hour = String(Math.floor(index / 2)).padStart(2, '0')
      return index % 2 === 0 ? [`${hour}:00`, `${hour}:01`] : [`${hour}:30`, `${hour}:31`]
    })
    const weekly = { 1: minutes, 2: minutes, 3: minutes, 4: minutes, 5: minutes, 6: minutes, 7: minutes }
    const dense = Object.fromEntries(
      Array.from({ length: 22 }, (_none, index) => [`dense${index}`, { ...office, weekly, exceptions: {} }]),
    )
    const document = parseRegulation(
      changed(quantumMaintenance, { calendars: { ...quantumMaintenance.calendars, ...dense } }),
    )

    expect(uncomputable(document, at)).toEqual([{ place: 'calendars', problem: 'tooFar' }])
    const laidOut = Object.values(document.calendars).map((calendar) => prepareCalendar(calendar).starts.length)
    expect(laidOut.reduce((sum, one) => sum + one, 0)).toBeLessThan(1_000_000)
    const many = Object.fromEntries(Array.from({ length: 101 }, (_none, index) => [`c${index}`, office]))
    expect(refused({ calendars: { ...quantumMaintenance.calendars, ...many } })).toEqual([
      'regulation_invalid',
      'calendars',
      'form',
    ])
  })
})
