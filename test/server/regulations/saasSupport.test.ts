import { describe, expect, it } from 'vitest'
import type { Category, Priority } from '#contract/regulations/base.types.ts'
import { calendarOf } from '#server/regulations/domain/document.ts'
import { targetOf } from '#server/regulations/domain/targets.ts'
import { saasSupport as regulation } from '#server/regulations/presets/saasSupport.ts'

/* Facts of saas-support.ru.txt, written down by hand; the heading of the passage stands above each group. */

const wholeWeek = (hours: [string, string][]) => ({
  1: hours,
  2: hours,
  3: hours,
  4: hours,
  5: hours,
  6: hours,
  7: hours,
})
const traits = (category: Category, priority: Priority) => ({ category, priority, plan: null, coupon: false })

describe('saas-support: "Часы работы"', () => {
  it('people answer and take calls every day from 8:00 to 20:00 by Moscow', () => {
    const office = calendarOf(regulation, 'office')

    expect(regulation.people).toEqual({ by: 'everybody', calendar: 'office' })
    expect(office).toMatchObject({ timeZone: 'Europe/Moscow', weekly: wholeWeek([['08:00', '20:00']]) })
    expect(office.exceptions).toEqual({})
  })

  it('letters and in-app requests are accepted around the clock', () => {
    expect(regulation.channels.accepted).toEqual([{ channels: ['app', 'email'], calendar: 'always' }])
    expect(calendarOf(regulation, 'always').weekly).toEqual(wholeWeek([['00:00', '24:00']]))
  })

  it.each<Priority>(['critical', 'high'])('an incident of %s priority is solved the same day', (priority) => {
    expect(targetOf(regulation, 'resolution', traits('incident', priority))?.within).toEqual({
      by: 'endOfDay',
      nextDayAfter: '20:00',
      calendar: 'office',
    })
  })

  it.each<Priority>(['medium', 'low'])(
    'no time of a solution is promised for an incident of %s priority',
    (priority) => {
      expect(targetOf(regulation, 'resolution', traits('incident', priority))).toBeNull()
    },
  )
})

describe('saas-support: "Как с нами связаться"', () => {
  it('mail, Telegram, the button in the account, the phone', () => {
    const official = ['app', 'email', 'telegram', 'phone']

    expect(regulation.channels.cloud).toEqual({ official, chooseOne: null })
    expect(regulation.channels.box).toEqual({ official, chooseOne: null })
    expect(regulation.channels.talkingOnly).toEqual([])
  })
})

describe('saas-support: "Категории обращений и приоритеты"', () => {
  it('four categories; an incident has any priority, a request of any kind low or medium', () => {
    expect(regulation.categories.map(({ code, priorities }) => [code, priorities])).toEqual([
      ['incident', ['low', 'medium', 'high', 'critical']],
      ['serviceRequest', ['low', 'medium']],
      ['informationRequest', ['low', 'medium']],
      ['changeRequest', ['low', 'medium']],
    ])
  })

  it('four priorities: low is about the looks (UI), medium about how it is to use (UX)', () => {
    const meaning = Object.fromEntries(regulation.priorities.map((priority) => [priority.code, priority.meaning.ru]))

    expect(Object.keys(meaning)).toEqual(['low', 'medium', 'high', 'critical'])
    expect(meaning['low']).toContain('UI')
    expect(meaning['medium']).toContain('UX')
    // "Не влияет или минимально влияет": both, for low as for medium.
    expect(meaning['low']).toContain('не мешает или почти не мешает')
    expect(meaning['medium']).toContain('не страдают или почти не страдают')
    // "Критически влияет" is more than a standstill.
    expect(meaning['critical']).toMatch(/^Тяжело страдают .* вплоть до полной остановки\.$/)
  })
})

describe('saas-support: "Идентификация при обращении"', () => {
  it('a letter must come from the address of an active account', () => {
    expect(regulation.identification?.accountAddressOnly).toBe(true)
  })

  it('on the phone and in Telegram: full name, position and e-mail', () => {
    expect(regulation.identification?.ask).toEqual([
      { channels: ['telegram', 'phone'], facts: ['fullName', 'position', 'email'] },
    ])
  })

  it('a code to the mailbox for confidential answers, service requests and change requests; I4 says its size', () => {
    expect(regulation.identification?.code).toEqual({
      channels: ['telegram', 'phone'],
      categories: ['serviceRequest', 'changeRequest'],
      confidentialAnswers: true,
      digits: 6,
      minutes: 10,
      tries: 5,
    })
  })
})

describe('saas-support: "Скорость обработки обращений"', () => {
  it.each<[Category, Priority]>([
    ['serviceRequest', 'low'],
    ['serviceRequest', 'medium'],
    ['informationRequest', 'low'],
    ['informationRequest', 'medium'],
    ['changeRequest', 'low'],
    ['changeRequest', 'medium'],
  ])('a %s of %s priority is answered within 3 hours of support time', (category, priority) => {
    expect(targetOf(regulation, 'firstReaction', traits(category, priority))?.within).toEqual({
      by: 'time',
      minutes: 180,
      calendar: 'office',
    })
  })

  it.each<[Priority, number]>([
    // От 30 минут до 2 часов, в зависимости от приоритета; S8: the steps between are ours.
    ['critical', 30],
    ['high', 60],
    ['medium', 90],
    ['low', 120],
  ])('an incident of %s priority within %i minutes', (priority, minutes) => {
    expect(targetOf(regulation, 'firstReaction', traits('incident', priority))?.within).toMatchObject({ minutes })
  })
})

describe('saas-support: "Как ускорить получение ответа и решения"', () => {
  it('object, description, task and goal, place, steps; screenshots or a recording', () => {
    expect(regulation.intake.fields.map(({ code, isRequired }) => [code, isRequired])).toEqual([
      ['object', true],
      ['description', true],
      ['goal', true],
      ['place', true],
      ['steps', true],
      ['screenshots', false],
    ])
  })
})

describe('saas-support: "Как мы можем помочь", "Отзывы и предложения"', () => {
  it('questions, trouble, failures, and wishes that go to the developers', () => {
    expect(regulation.scope.areas).toHaveLength(1)
    expect(regulation.scope.areas[0]?.included).toHaveLength(4)
  })

  it('the head of support can be written to directly', () => {
    expect(regulation.feedback.writeToLead).toBe(true)
  })
})
