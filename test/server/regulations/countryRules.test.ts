import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { isOpen, prepareCalendar } from '#server/calendar/calendar.ts'
import { calendarOf } from '#server/regulations/domain/document.ts'
import { storedRegulation } from '#server/regulations/storedRegulation.sql.ts'

const file = v.looseObject({
  calendars: v.looseObject({ office: v.looseObject({ exceptions: v.record(v.string(), v.unknown()) }) }),
})

/** A document of before, with other exceptions than were proposed. */
function stored(preset: string, exceptions: (proposed: Record<string, unknown>) => Record<string, unknown>) {
  const document = v.parse(file, JSON.parse(readFileSync(`test/server/regulations/stored/0001-${preset}.json`, 'utf8')))
  const { office } = document.calendars
  const changed = { ...office, exceptions: exceptions(office.exceptions) }
  return storedRegulation.read({ ...document, calendars: { ...document.calendars, office: changed } })
}

const worksAt = (document: ReturnType<typeof stored>, at: string) =>
  isOpen(prepareCalendar(calendarOf(document, 'office')), new Date(at))

describe('S1 a calendar that was stored with dates starts under the rule of its country', () => {
  it('what was proposed is dropped, and the years after it have their holidays', () => {
    const document = stored('support24', (proposed) => proposed)

    expect(document.calendars['office']).toMatchObject({ country: 'RU', exceptions: {} })
    // A transfer that the proposal lacked, a workday that it had wrong, and a year that it did not know.
    const days = ['2027-05-03T09:00:00Z', '2027-02-20T09:00:00Z', '2028-11-06T09:00:00Z']
    expect(days.map((at) => worksAt(document, at))).toEqual([false, true, false])
  })

  it('what the desk had set itself stays', () => {
    const own = { '2026-12-30': [['10:00', '15:00']], '2027-02-23': [['10:00', '12:00']], '2027-03-09': [] }
    const document = stored('quantum-maintenance', (proposed) => ({ ...proposed, ...own }))

    expect(document.calendars['office']?.exceptions).toEqual(own)
  })

  it('a proposed day that the desk took out is worked on', () => {
    const document = stored('support24', ({ '2026-12-31': _taken, ...proposed }) => proposed)

    expect(document.calendars['office']?.exceptions).toEqual({ '2026-12-31': [['10:00', '19:00']] })
    expect(worksAt(document, '2026-12-31T09:00:00Z')).toBe(true)
  })

  it('control: a day that was never among them is not', () => {
    const document = stored('support24', (proposed) => proposed)

    expect(worksAt(document, '2026-12-31T09:00:00Z')).toBe(false)
  })
})
