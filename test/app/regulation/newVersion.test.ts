import { describe, expect, test } from 'vitest'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { RefusedByServer } from '../fakeServer.ts'
import { byRole, click, textOf, type } from '../harness.ts'
import { choice, isThere, wholePage } from '../page.ts'
import type { Answers } from '../page.ts'
import { aComing, aView, open, since } from './regulationScene.ts'

const editorText = () => byRole('textbox', 'Текст регламента (JSON)')
const shorter = { place: 'noticeDays', before: '30', after: '14' }
const startAnswers: Answers = {
  readRegulationDocument: () => ({ document: quantumMaintenance }),
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
          inForce: { version: 2, effectiveAt: since, document: { ...quantumMaintenance, noticeDays: 14 } },
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

    await type(choice(/Дата и время/), '2026-11-21T12:00')
    await click(byRole('button', 'Опубликовать'))
    expect(wholePage()).toContain('Выберите время в будущем')
    expect(asked().some(({ name }) => name === 'publishRegulation')).toBe(false)

    await type(choice(/Дата и время/), '2027-01-01T12:00')
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
