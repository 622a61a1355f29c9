import { describe, expect, it } from 'vitest'
import type { Weekly } from '#contract/desks/types.ts'
import { prepareCalendar } from '#server/calendar/calendar.ts'
import { uncoveredPromises, type PromisedPeople, type Staffing } from '#server/desks/domain/coverage.ts'

const timeZone = 'Europe/Moscow'
const none: Weekly = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] }
const everyDay = (from: string, to: string): Weekly => ({
  1: [[from, to]],
  2: [[from, to]],
  3: [[from, to]],
  4: [[from, to]],
  5: [[from, to]],
  6: [[from, to]],
  7: [[from, to]],
})
const workdays: Weekly = { ...everyDay('09:00', '18:00'), 6: [], 7: [] }
const promised = (weekly: Weekly): PromisedPeople => ({
  who: 'people',
  levels: ['enterprise'],
  calendar: prepareCalendar({ timeZone, weekly, exceptions: {} }),
})
const always = promised(everyDay('00:00', '24:00'))
const onDuty: PromisedPeople = { who: 'onDuty', levels: ['enterprise'], calendar: null }
const worker = (changes: Partial<Staffing['workers'][number]> = {}) => ({
  getsTickets: true,
  shifts: null,
  away: null,
  ...changes,
})
const staffed = (changes: Partial<Staffing> = {}): Staffing => ({ workers: [], duties: [], timeZone, ...changes })
const duty = (from: string, until: string) => {
  return { dutyId: from, userId: 1, from: new Date(from), until: new Date(until) }
}
/** Monday, noon in Moscow. */
const monday = new Date('2026-11-23T09:00:00Z')
const spansOf = (found: ReturnType<typeof uncoveredPromises>) =>
  found.flatMap(({ spans }) => spans.map(({ from, until }) => `${from.toISOString()} ${until.toISOString()}`))

describe('E10 people are promised and nobody is there', () => {
  it('a desk that keeps no shifts has everybody on shift', () => {
    expect(uncoveredPromises([always], staffed({ workers: [worker()] }), monday)).toEqual([])
  })

  it('round the clock with shifts by day: from the end of the shift to the next one', () => {
    const found = uncoveredPromises([always], staffed({ workers: [worker({ shifts: workdays })] }), monday)

    expect(found).toMatchObject([{ who: 'people', levels: ['enterprise'] }])
    expect(spansOf(found)[0]).toBe('2026-11-23T15:00:00.000Z 2026-11-24T06:00:00.000Z')
    expect(spansOf(found)).toHaveLength(3)
    // A week less five shifts of nine hours.
    expect(found[0]?.minutes).toBe((7 * 24 - 5 * 9) * 60)
  })

  it('a duty covers as a shift does', () => {
    const night = duty('2026-11-23T15:00:00Z', '2026-11-24T06:00:00Z')
    const staffing = staffed({ workers: [worker({ shifts: workdays })], duties: [night] })

    expect(spansOf(uncoveredPromises([always], staffing, monday))[0]).toBe(
      '2026-11-24T15:00:00.000Z 2026-11-25T06:00:00.000Z',
    )
  })

  it('shifts together cover what one does not, and an absence takes its shift away', () => {
    const evening = worker({ shifts: everyDay('17:00', '09:00') })
    const day = worker({ shifts: everyDay('09:00', '17:30') })
    const away = { from: new Date('2026-11-24T06:00:00Z'), until: new Date('2026-11-24T12:00:00Z') }

    expect(uncoveredPromises([always], staffed({ workers: [day, evening] }), monday)).toEqual([])
    expect(spansOf(uncoveredPromises([always], staffed({ workers: [{ ...day, away }, evening] }), monday))).toEqual([
      '2026-11-24T06:00:00.000Z 2026-11-24T12:00:00.000Z',
    ])
  })

  it('whoever gets no tickets is not there for them, unless nobody gets any', () => {
    const lead = worker({ getsTickets: false })
    const agent = worker({ shifts: workdays })

    expect(uncoveredPromises([always], staffed({ workers: [lead, agent] }), monday)).toHaveLength(1)
    expect(uncoveredPromises([always], staffed({ workers: [lead] }), monday)).toEqual([])
  })

  it('nothing is missing where nothing is promised', () => {
    const staffing = staffed({ workers: [worker({ shifts: workdays })] })

    expect(uncoveredPromises([promised(workdays)], staffing, monday)).toEqual([])
    expect(uncoveredPromises([promised({ ...none, 6: [['10:00', '12:00']] })], staffing, monday)).toMatchObject([
      { spans: [{ from: new Date('2026-11-28T07:00:00Z') }], minutes: 120 },
    ])
  })

  it('an on-duty is somebody by name: without one in the rota nobody is, whoever is on shift', () => {
    const staffing = staffed({ workers: [worker()], duties: [duty('2026-11-23T00:00:00Z', '2026-11-30T00:00:00Z')] })

    expect(spansOf(uncoveredPromises([onDuty], staffing, monday))).toEqual([
      '2026-11-30T00:00:00.000Z 2026-11-30T09:00:00.000Z',
    ])
    expect(uncoveredPromises([onDuty], staffed({ workers: [worker()] }), monday)).toMatchObject([
      { who: 'onDuty', minutes: 7 * 24 * 60 },
    ])
  })
})
