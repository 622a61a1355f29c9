import { describe, expect, it } from 'vitest'
import { levels, type Level } from '#contract/connections/types.ts'
import { holidaysAhead, isAnnounced, type Promised } from '#server/announcements/domain/holidays.ts'
import { textsOfHoliday } from '#server/announcements/holidays.texts.ts'
import { promisedCalendars } from '#server/regulations/domain/document.ts'
import { aroundTheClock, kyivWorkdays, moscowWorkdays } from '#server/regulations/presets/calendars.ts'
import { support24 } from '#server/regulations/presets/support24.ts'

const office = moscowWorkdays('10:00', '19:00')
const ownOffice = { ...office, country: null }
const toAll = (calendar: Promised['calendar']): Promised => ({ levels, calendar })
/** First and last date of each. */
const seen = (promised: readonly Promised[], at: string) =>
  holidaysAhead(promised, new Date(at)).map(({ days }) => `${days[0]?.date} ${days.at(-1)?.date}`)
const winter = '2026-12-31 2027-01-08'

describe('D3 days that are not as usual', () => {
  it('are one over the year end and a weekend, from the first local moment to the last', () => {
    const [holiday, ...others] = holidaysAhead([toAll(office)], new Date('2026-12-20T09:00:00Z'))

    expect(others).toEqual([])
    expect(holiday).toMatchObject({
      levels: [],
      timeZone: 'Europe/Moscow',
      startsAt: new Date('2026-12-30T21:00:00Z'),
      endsAt: new Date('2027-01-08T21:00:00Z'),
    })
    expect(holiday?.days).toHaveLength(9)
  })

  it.each([
    ['fifteen days before, by the desk’s clock', '2026-12-16T20:59:59Z', []],
    ['fourteen days before', '2026-12-16T21:00:00Z', [winter]],
    ['under way', '2027-01-05T09:00:00Z', [winter]],
    ['at the last moment', '2027-01-08T20:59:59Z', [winter]],
    ['over', '2027-01-08T21:00:00Z', []],
  ])('are proposed in time: %s', (_when, at, wanted) => {
    expect(seen([toAll(office)], at)).toEqual(wanted)
  })

  it('count a day that is moved to working, with what hangs on it, and tell its hours', () => {
    const [holiday] = holidaysAhead([toAll(office)], new Date('2027-02-10T09:00:00Z'))

    expect(holiday?.days).toEqual([
      { date: '2027-02-20', hours: [['10:00', '19:00']] },
      { date: '2027-02-21', hours: [] },
      { date: '2027-02-22', hours: [] },
      { date: '2027-02-23', hours: [] },
    ])
  })

  it('count a shortened day where the calendar works less, and not where it does not', () => {
    const less = { ...office, hourLessOnShortenedDays: true }
    const before = '2026-10-30T09:00:00Z'

    expect(seen([toAll(less)], before)).toEqual(['2026-11-03 2026-11-04'])
    expect(seen([toAll(office)], before)).toEqual(['2026-11-04 2026-11-04'])
  })

  it('are no weekends, no holiday on a day off, and no exception that changes nothing', () => {
    const same = { ...ownOffice, exceptions: { '2026-06-10': office.weekly[3], '2026-06-14': [] } }

    expect(seen([toAll(ownOffice)], '2026-06-01T09:00:00Z')).toEqual([])
    expect(seen([toAll(same)], '2026-06-01T09:00:00Z')).toEqual([])
    // 12 June 2027 is a Saturday; the Monday after it is off instead.
    expect(seen([toAll(office)], '2027-06-05T09:00:00Z')).toEqual(['2027-06-14 2027-06-14'])
  })

  it('are two where people work as usual between them, and days of a calendar without a week stand alone', () => {
    const apart = { ...ownOffice, exceptions: { '2026-06-09': [], '2026-06-11': [] } }
    const alone = {
      ...ownOffice,
      weekly: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] },
      exceptions: { '2026-06-08': office.weekly[1], '2026-06-16': office.weekly[1] },
    }

    expect(seen([toAll(apart)], '2026-06-01T09:00:00Z')).toEqual(['2026-06-09 2026-06-09', '2026-06-11 2026-06-11'])
    expect(seen([toAll(alone)], '2026-06-05T09:00:00Z')).toEqual(['2026-06-08 2026-06-08', '2026-06-16 2026-06-16'])
  })

  it('follow the clock where it changes', () => {
    const calendar: Promised['calendar'] = {
      ...kyivWorkdays('09:00', '20:00'),
      exceptions: { '2026-10-25': [['09:00', '12:00']] },
    }
    const [holiday] = holidaysAhead([toAll(calendar)], new Date('2026-10-20T09:00:00Z'))

    expect([holiday?.startsAt, holiday?.endsAt]).toEqual([
      new Date('2026-10-24T21:00:00Z'),
      new Date('2026-10-25T22:00:00Z'),
    ])
  })

  it('of a year that is not published are none, but for what the desk itself has said', () => {
    const own = { ...office, exceptions: { '2027-12-23': [] } }

    expect(seen([toAll(office)], '2027-12-20T09:00:00Z')).toEqual([])
    expect(seen([toAll(own)], '2027-12-20T09:00:00Z')).toEqual(['2027-12-23 2027-12-23'])
    expect(seen([toAll({ ...office, officialVersion: 1 })], '2026-12-20T09:00:00Z')).toEqual([])
  })

  it('of a calendar that nobody can compute are none, and the others’ stay', () => {
    const broken = { ...office, timeZone: 'Mars/Phobos' }

    expect(seen([toAll(broken), toAll(office)], '2026-12-20T09:00:00Z')).toEqual([winter])
    expect(seen([], '2026-12-20T09:00:00Z')).toEqual([])
  })

  it('are for those to whom the calendar promises people; calendars that agree are one', () => {
    const of = (promised: readonly Promised[]) =>
      holidaysAhead(promised, new Date('2026-12-20T09:00:00Z')).map((holiday) => holiday.levels)
    const paid: Level[] = ['professional', 'standard']
    const others: Level[] = ['free', 'basic', 'enterprise']
    const early = moscowWorkdays('08:00', '19:00')

    expect(of(promisedCalendars(support24))).toEqual([['basic', 'standard', 'professional']])
    expect(
      of([
        { levels: paid, calendar: office },
        { levels: others, calendar: early },
      ]),
    ).toEqual([[]])
    expect(
      of([
        { levels: paid, calendar: office },
        { levels: others, calendar: aroundTheClock('Europe/Moscow') },
      ]),
    ).toEqual([['standard', 'professional']])
    const longer = { ...early, exceptions: { '2027-01-11': [] } }
    expect(
      of([
        { levels: paid, calendar: office },
        { levels: others, calendar: longer },
      ]),
    ).toEqual([
      ['standard', 'professional'],
      ['free', 'basic', 'enterprise'],
    ])
  })
})

describe('D3 a holiday', () => {
  const holiday = {
    levels: ['standard' as const],
    startsAt: new Date('2026-12-30T21:00:00Z'),
    endsAt: new Date('2027-01-08T21:00:00Z'),
  }
  const before = new Date('2026-12-20T09:00:00Z')
  const whole = { startsAt: holiday.startsAt, until: holiday.endsAt }
  const toEverybody = { levels: [], editions: [], memberIds: [], plans: [], versions: [] }
  const to = (changes: Partial<Parameters<typeof isAnnounced>[1][number]['audience']>) => ({
    ...toEverybody,
    ...changes,
  })

  it.each([
    ['to all, for all of its days', { ...whole, audience: toEverybody }, true],
    ['without an end', { ...whole, until: null, audience: toEverybody }, true],
    ['to its tariff and others', { ...whole, audience: to({ levels: ['free', 'standard'] }) }, true],
    ['to another tariff', { ...whole, audience: to({ levels: ['free'] }) }, false],
    ['to some of them', { ...whole, audience: to({ editions: ['box'] }) }, false],
    ['to one client', { ...whole, audience: to({ memberIds: ['a'] }) }, false],
    ['from its second day on', { ...whole, startsAt: new Date('2026-12-31T21:00:00Z'), audience: toEverybody }, false],
    ['until its last day', { ...whole, until: new Date('2027-01-07T21:00:00Z'), audience: toEverybody }, false],
  ])('that is announced %s', (_how, announced, wanted) => {
    expect(isAnnounced(holiday, [announced], before)).toBe(wanted)
  })

  it('that is under way needs no announcement of what is over', () => {
    const late = { ...whole, startsAt: new Date('2027-01-03T09:00:00Z'), audience: toEverybody }

    expect(isAnnounced(holiday, [late], new Date('2027-01-03T09:01:00Z'))).toBe(true)
  })

  it('for everybody is announced by all tariffs as well as by none', () => {
    const all = { ...whole, audience: to({ levels: [...levels] }) }

    expect(isAnnounced({ ...holiday, levels: [] }, [all], before)).toBe(true)
    expect(
      isAnnounced({ ...holiday, levels: [] }, [{ ...whole, audience: to({ levels: ['standard'] }) }], before),
    ).toBe(false)
  })
})

describe('D3 what is proposed to be announced', () => {
  const textsAt = (at: string, calendar = office) => {
    const [holiday] = holidaysAhead([toAll(calendar)], new Date(at))
    if (holiday === undefined) throw new Error('no holiday')
    const { title, body } = textsOfHoliday(holiday)
    return { title, body: body.ru.replaceAll('\u2060', '') }
  }

  it('names days off in three languages', () => {
    expect(textsAt('2026-12-20T09:00:00Z')).toEqual({
      title: {
        ru: 'Выходные дни: 31 декабря – 8 января',
        uk: 'Вихідні дні: 31 грудня – 8 січня',
        en: 'Days off: December 31 – January 8',
      },
      body: '31 декабря – 8 января: не работаем.\nВ остальные дни работаем как обычно.',
    })
    expect(textsAt('2026-11-01T09:00:00Z').title.ru).toBe('Выходной: 4 ноября')
  })

  it('names the hours of each day that is worked, with their zone', () => {
    const { title, body } = textsAt('2027-02-10T09:00:00Z')

    expect(title.ru).toBe('Время работы изменится: 20 февраля – 23 февраля')
    expect(body.split('\n')).toEqual([
      '20 февраля: работаем 10:00–19:00 по московскому времени.',
      '21 февраля – 23 февраля: не работаем.',
      'В остальные дни работаем как обычно.',
    ])
  })
})
