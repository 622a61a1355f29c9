import { describe, expect, it } from 'vitest'
import type { Level } from '#contract/connections/types.ts'
import { calendarOf, peopleCalendar } from '#server/regulations/domain/document.ts'
import { withoutTargetFor } from '#server/regulations/domain/targets.ts'
import { support24 } from '#server/regulations/presets/support24.ts'

/* Facts of support24-levels.ru.txt, written down by hand; the heading of the passage stands above each group. */

describe('support24: "Уровни поддержки по тарифам"', () => {
  const workdays = [['10:00', '19:00']]
  const wholeDay = [['00:00', '24:00']]

  it('Бесплатный: the assistant and articles, never an operator', () => {
    expect(peopleCalendar(support24, 'free')).toBeNull()
  })

  it.each<[Level, string[][], string[][]]>([
    // Базовый, Стандартный, Профессиональный: будни 10:00–19:00 МСК.
    ['basic', workdays, []],
    ['standard', workdays, []],
    ['professional', workdays, []],
    // Enterprise (облако и коробка): круглосуточно.
    ['enterprise', wholeDay, wholeDay],
  ])('%s: people answer by Moscow on workdays %j, on weekends %j', (level, onWorkdays, onWeekends) => {
    const { timeZone, weekly } = peopleCalendar(support24, level) ?? calendarOf(support24, '')

    expect(timeZone).toBe('Europe/Moscow')
    expect([weekly[1], weekly[2], weekly[3], weekly[4], weekly[5]]).toEqual(Array.from({ length: 5 }, () => onWorkdays))
    expect([weekly[6], weekly[7]]).toEqual([onWeekends, onWeekends])
  })

  it('nothing is sold and no time is promised', () => {
    expect(support24).toMatchObject({ kind: 'standard', plans: [], clientStatuses: [], orders: null, coupons: null })
    expect(support24).toMatchObject({ targets: [], escalation: [], noticeDays: 0 })
    expect(support24.withoutTarget).not.toBeNull()
  })

  it('Enterprise is answered around the clock, and is not told "in working hours"; the free tariff is promised nobody', () => {
    const told = (level: Level) => withoutTargetFor(support24, level)?.ru ?? ''

    expect([told('basic'), told('standard'), told('professional')]).toEqual([
      expect.stringContaining('в рабочие часы'),
      expect.stringContaining('в рабочие часы'),
      expect.stringContaining('в рабочие часы'),
    ])
    expect(told('enterprise')).toContain('днём и ночью')
    expect(told('enterprise')).not.toContain('рабочие часы')
    expect(told('free')).toBe('')
  })
})

describe('support24: "Почему у службы нет телефона"', () => {
  it('the chat is the one place to write, in the cloud and in a box', () => {
    expect(support24.channels.cloud).toEqual({ official: ['app'], chooseOne: null })
    expect(support24.channels.box).toEqual({ official: ['app'], chooseOne: null })
  })

  it('E6 there is no phone and nothing else for talking: the on-duty of enterprise goes there by itself', () => {
    expect(support24.onDuty?.levels).toEqual(['enterprise'])
    expect(support24.channels.talkingOnly).toEqual([])
  })

  it('T12 after an hour: ours, the source names no time', () => {
    expect(support24.onDuty?.afterMinutes).toBe(60)
  })
})

describe('support24: "Как работает виртуальный помощник"', () => {
  it('A2 three attempts, then the operator is offered', () => {
    expect(support24.assistant).toMatchObject({ attempts: 3, personOnRequest: false })
  })

  it('T1 a day of silence ends it', () => {
    expect(support24.assistant.silenceHours).toBe(24)
  })
})

describe('support24: "Что входит в стандартную Поддержку24"', () => {
  const [area, ...others] = support24.scope.areas

  it('three things are in: built-in tools, errors, tariffs and payment', () => {
    expect(others).toEqual([])
    expect(area?.included.map(({ en }) => en)).toEqual([
      'How to set up and use the built-in tools',
      'Finding and recording an error',
      'Tariffs and payment',
    ])
  })

  it('three are out: applications, processes, the interface', () => {
    expect(area?.excluded.map(({ en }) => en)).toEqual([
      'Developing applications',
      'Designing business processes',
      'Changes of the interface',
    ])
  })

  it('partners do that, connected by a code', () => {
    expect(support24.scope.outside.way).toEqual({ to: 'connectPartner' })
  })
})

describe('support24: "Как подготовить обращение"', () => {
  it('what was done, what was expected, what came; screenshots if there are any', () => {
    expect(support24.intake.fields.map(({ code, isRequired }) => [code, isRequired])).toEqual([
      ['did', true],
      ['expected', true],
      ['got', true],
      ['screenshots', false],
    ])
  })
})
