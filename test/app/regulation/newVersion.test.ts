import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { calendarYear } from '#server/calendar/calendarYear.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { RefusedByServer } from '../fakeServer.ts'
import { byRole, click, textOf, type } from '../harness.ts'
import { choice, isThere, wholePage } from '../page.ts'
import type { Answers } from '../page.ts'
import { aComing, aView, open, since } from './regulationScene.ts'

const neverOpen = { timeZone: 'UTC', weekly: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] }, exceptions: {} }
const yearOf = (year: number) => calendarYear(quantumMaintenance.calendars['office'] ?? neverOpen, year)
const editorText = () => byRole('textbox', 'Текст регламента (JSON)')
const shorter = { place: 'noticeDays', before: '30', after: '14' }
const startAnswers: Answers = {
  readRegulationDocument: () => ({ document: quantumMaintenance, countries: ['KZ', 'RU', 'UA'] }),
  readCalendarYear: () => ({
    days: yearOf(2027),
    isFinal: true,
  }),
  checkRegulation: () => ({ changes: [shorter], worse: [shorter], noticeDays: 30 }),
}

describe('D1 writing a new version', () => {
  test('only an owner may start one', async () => {
    await open({}, 'agent')

    expect(isThere('button', 'Новая версия')).toBe(false)
  })

  test('starts from the one in force, is checked, and published at once', async () => {
    const { asked } = await open({
      ...startAnswers,
      publishRegulation: () =>
        aView({
          inForce: {
            version: 2,
            effectiveAt: since,
            document: { ...quantumMaintenance, noticeDays: 14 },
            outlooks: {},
          },
          lastVersion: 2,
        }),
    })

    await click(byRole('button', 'Новая версия'))
    const document = { ...quantumMaintenance, noticeDays: 14 }
    await type(editorText(), JSON.stringify(document))
    expect(isThere('button', 'Опубликовать')).toBe(false)
    await click(byRole('button', 'Проверить'))
    expect(wholePage()).toContain('Что изменится: 1 поле')
    await click(byRole('button', 'Опубликовать'))

    expect(asked().at(-1)).toEqual({
      name: 'publishRegulation',
      input: {
        document: JSON.parse(JSON.stringify(document)),
        effectiveAt: null,
        concerns: { who: 'new' },
        lastVersion: 1,
      },
    })
    expect(wholePage()).toContain('Регламент опубликован: версия 2 действует')
    expect(isThere('textbox', 'Текст регламента (JSON)')).toBe(false)
  })

  test('E9 for existing clients: what is worse is shown, and the first date keeps their notice', async () => {
    const { asked } = await open({ ...startAnswers, publishRegulation: () => aView({ lastVersion: 2 }) })
    await click(byRole('button', 'Новая версия'))
    await click(byRole('button', 'Проверить'))
    expect(wholePage()).not.toContain('Что станет хуже')
    await click(choice('И действующих клиентов'))
    expect(wholePage()).toContain('Что станет хуже или несравнимо')
    await click(byRole('button', 'Опубликовать'))

    const { input } = asked().at(-1) ?? { input: {} }
    const notice = Date.now() + 30 * 86_400_000
    expect(input).toMatchObject({ effectiveAt: null, concerns: { who: 'existing' } })
    expect(Date.parse(JSON.parse(JSON.stringify(input)).concerns.from)).toBeGreaterThan(notice)
  })

  test('E9 at once for existing clients, where nothing is worse; a refusal names what is', async () => {
    const { asked } = await open({
      ...startAnswers,
      checkRegulation: () => ({ changes: [shorter], worse: [], noticeDays: 30 }),
      publishRegulation: () => {
        throw new RefusedByServer('version_worse', {
          worse: 'noticeDays',
          count: 1,
          noticeDays: 30,
          earliest: '2026-12-22T09:00:00.000Z',
        })
      },
    })
    await click(byRole('button', 'Новая версия'))
    await click(byRole('button', 'Проверить'))
    await click(choice('И действующих клиентов'))
    expect(wholePage()).toContain('Хуже никому не станет')
    await click(byRole('button', 'Опубликовать'))

    expect(asked().at(-1)).toMatchObject({ input: { concerns: { who: 'existing', from: null } } })
    expect(textOf(byRole('alert'))).toContain('срок уведомления, дней')
  })

  test('a text that was changed after the check has to be checked again', async () => {
    await open(startAnswers)
    await click(byRole('button', 'Новая версия'))
    await click(byRole('button', 'Проверить'))
    expect(isThere('button', 'Опубликовать')).toBe(true)

    await type(editorText(), '{"key": "other"}')

    expect(isThere('button', 'Опубликовать')).toBe(false)
  })

  test('for a date; one in the past is refused at once', async () => {
    const { asked } = await open({
      ...startAnswers,
      publishRegulation: () => aView({ coming: aComing, lastVersion: 2 }),
    })
    await click(byRole('button', 'Новая версия'))
    await click(byRole('button', 'Проверить'))
    await click(choice('С даты'))

    await type(byRole('textbox', /по вашим часам$/), '21.11.2026')
    await type(byRole('textbox', /: время$/), '12:00')
    await click(byRole('button', 'Опубликовать'))
    expect(wholePage()).toContain('Выберите время в будущем')
    expect(asked().some(({ name }) => name === 'publishRegulation')).toBe(false)

    await type(byRole('textbox', /по вашим часам$/), '01.01.2027')
    await click(byRole('button', 'Опубликовать'))
    expect(asked().at(-1)).toMatchObject({
      name: 'publishRegulation',
      input: { effectiveAt: new Date('2027-01-01T12:00').toISOString(), lastVersion: 1 },
    })
    expect(wholePage()).toContain('Версия 2 опубликована и вступит в силу')
  })

  test('a place that is wrong is named in words', async () => {
    await open({
      ...startAnswers,
      checkRegulation: () => {
        throw new RefusedByServer('regulation_invalid', { wrongAt: 'plans.2.sold.valid.count', problem: 'form' })
      },
    })
    await click(byRole('button', 'Новая версия'))
    await click(byRole('button', 'Проверить'))

    const alert = textOf(byRole('alert'))
    expect(alert).toContain('тарифные планы → «Скорая помощь» → продажа → срок действия → количество')
    expect(alert).toContain('значение не подходит')
  })

  test('a text that is not JSON is refused here, with its line', async () => {
    const { asked } = await open(startAnswers)
    await click(byRole('button', 'Новая версия'))
    await type(editorText(), '{\n  "key": "mine",\n  "title": oops\n}')
    await click(byRole('button', 'Проверить'))

    expect(textOf(byRole('alert'))).toContain('ошибка в строке 3')
    expect(document.activeElement).toBe(editorText())
    expect(editorText()).toHaveProperty('selectionStart', '{\n  "key": "mine",\n  "title": '.length)
    expect(asked().some(({ name }) => name === 'checkRegulation')).toBe(false)
  })

  test('the same text as in force is nothing to publish', async () => {
    await open({ ...startAnswers, checkRegulation: () => ({ changes: [], worse: [], noticeDays: 30 }) })
    await click(byRole('button', 'Новая версия'))
    await click(byRole('button', 'Проверить'))

    expect(wholePage()).toContain('публиковать нечего')
    expect(isThere('button', 'Опубликовать')).toBe(false)
  })

  test('C4 what a colleague publishes meanwhile makes one check again', async () => {
    let view = aView()
    const { receive } = await open({ ...startAnswers, readRegulation: () => view })
    await click(byRole('button', 'Новая версия'))
    await click(byRole('button', 'Проверить'))

    view = aView({ lastVersion: 2 })
    await receive({ type: 'changed', what: 'regulation' })

    expect(isThere('button', 'Опубликовать')).toBe(false)
    expect(wholePage()).toContain('Регламент тем временем изменился')
  })

  test('a refusal leaves the text as it was', async () => {
    await open({
      ...startAnswers,
      publishRegulation: () => {
        throw new RefusedByServer('regulation_coming')
      },
    })
    await click(byRole('button', 'Новая версия'))
    await click(byRole('button', 'Проверить'))
    await click(byRole('button', 'Опубликовать'))

    expect(textOf(byRole('alert'))).toContain('уже ждёт своей даты')
    expect(isThere('textbox', 'Текст регламента (JSON)')).toBe(true)
  })
})

const writtenText = v.object({
  calendars: v.object({
    office: v.object({ exceptions: v.record(v.string(), v.unknown()), hourLessOnShortenedDays: v.boolean() }),
  }),
})

function editorValue(): string {
  const field = editorText()
  return field instanceof HTMLTextAreaElement ? field.value : ''
}

describe('S1 the calendars of a version that is written', () => {
  const written = () => v.parse(writtenText, JSON.parse(editorValue())).calendars.office
  const opened = async () => {
    const page = await open(startAnswers)
    await click(byRole('button', 'Новая версия'))
    return page
  }

  test('a day is set otherwise, and stands in the text', async () => {
    await opened()

    await click(byRole('button', /^30 апреля/))
    await click(choice('Выходной'))
    await click(byRole('button', 'Назначить'))

    expect(written().exceptions).toEqual({ '2027-04-30': [] })
    expect(wholePage()).toContain('30 апреля: назначено.')
  })

  test('hours of a day are checked before they are written', async () => {
    await opened()
    await click(byRole('button', /^30 апреля/))
    await click(choice('В часы'))
    await type(byRole('textbox', 'До'), '25:00')

    await click(byRole('button', 'Назначить'))

    expect(wholePage()).toContain('Укажите время начала и конца')
    expect(written().exceptions).toEqual({})
    await type(byRole('textbox', 'До'), '14:00')
    await click(byRole('button', 'Назначить'))
    expect(written().exceptions).toEqual({ '2027-04-30': [['10:00', '14:00']] })
  })

  test('an hour less on shortened days is a choice', async () => {
    await opened()

    await click(byRole('switch', 'В сокращённые дни работать на час меньше'))

    expect(written().hourLessOnShortenedDays).toBe(true)
  })

  test('while the text cannot be read, it says so', async () => {
    await opened()

    await type(editorText(), '{"key": ')

    expect(wholePage()).toContain('Исправьте текст регламента')
  })

  test('a year that is not settled is marked', async () => {
    await open({ ...startAnswers, readCalendarYear: ({ year }) => ({ days: yearOf(year), isFinal: year < 2028 }) })
    await click(byRole('button', 'Новая версия'))
    expect(wholePage()).toContain('окончательный')

    for (let year = new Date().getFullYear(); year < 2028; year++) await click(byRole('button', 'Следующий год'))

    expect(wholePage()).toContain('Календарь 2028 года предварительный')
  })
})
