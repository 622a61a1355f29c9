import { describe, expect, it, test } from 'vitest'
import RegulationPage from '#app/regulation/RegulationPage.vue'
import { setLanguage } from '#app/lib/i18n.ts'
import type { RegulationView } from '#contract/regulations/types.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { support24 } from '#server/regulations/presets/support24.ts'
import { vendorSla } from '#server/regulations/presets/vendorSla.ts'
import { byRole, click, RefusedByServer, settle, textOf, type } from '../harness.ts'
import { someone } from '../deskFactories.ts'
import { choice, isThere, openPage, wholePage } from '../page.ts'
import type { Answers } from '../page.ts'

const since = '2026-09-01T09:00:00.000Z'

function aView(changes: Partial<RegulationView> = {}): RegulationView {
  return {
    inForce: { version: 1, effectiveAt: since, document: quantumMaintenance },
    coming: null,
    versions: [
      {
        version: 1,
        state: 'inForce',
        effectiveAt: since,
        writtenBy: 'Анна Ковальчук',
        writtenAt: since,
        withdrawnBy: null,
        withdrawnAt: null,
      },
    ],
    lastVersion: 1,
    presets: ['support24', 'quantum-maintenance', 'vendor-sla', 'saas-support'],
    ...changes,
  }
}

const aComing = {
  version: 2,
  effectiveAt: '2027-01-01T09:00:00.000Z',
  writtenBy: 'Пётр Сидоренко',
  changes: [
    { place: 'noticeDays', before: '30', after: '14' },
    { place: 'calendars.office.weekly.6', before: '[]', after: '[["10:00","14:00"]]' },
    { place: 'plans.online.title.uk', before: 'Супровід онлайн', after: 'Онлайн' },
  ],
  document: quantumMaintenance,
}

function open(answers: Answers = {}, role: 'agent' | 'owner' = 'owner') {
  return openPage(RegulationPage, { me: someone(role), answers: { readRegulation: () => aView(), ...answers } })
}

const regionText = (name: string) => textOf(byRole('region', name))
const editorText = () => byRole('textbox', 'Текст регламента (JSON)')
const startAnswers: Answers = {
  readRegulationDocument: () => ({ document: quantumMaintenance }),
  checkRegulation: () => ({ changes: [{ place: 'noticeDays', before: '30', after: '14' }] }),
}

describe('D1 what is in force, in plain words', () => {
  test('hours, plans with prices and reaction, times, scope and notice', async () => {
    await open({}, 'agent')

    expect(wholePage()).toContain('«Сопровождение CRM», версия 1')
    expect(regionText('Когда отвечают люди')).toContain('пн–пт')
    expect(regionText('Когда отвечают люди')).toMatch(/31 декабря – \d+ января: выходные/)
    const plans = regionText('Тарифные планы').replaceAll(/\s/g, ' ')
    expect(plans).toContain('Абонемент технической поддержки')
    expect(plans).toContain('от 30 квантов')
    expect(plans).toContain('500 ₽')
    expect(regionText('Сроки')).toContain('план: Скорая помощь')
    expect(regionText('Сроки')).toContain('30 минут рабочего времени')
    expect(regionText('Рамки поддержки')).toContain('Работы по согласованному техническому заданию')
    expect(regionText('Закрытие и уведомления')).toContain('поддержка продолжается ещё 30 дней')
  })

  test('E1 tariffs that get the same share a row, and the on-duty is named', async () => {
    await open({ readRegulation: () => aView({ inForce: { version: 1, effectiveAt: since, document: support24 } }) })

    const hours = regionText('Когда отвечают люди')
    expect(hours).toContain('Базовый, Стандартный, Профессиональный')
    expect(hours).toContain('Бесплатный')
    expect(hours).toContain('люди не отвечают')
    expect(hours).toContain('круглосуточно')
    expect(hours).toContain('Дежурный (Энтерпрайз)')
    expect(regionText('Тарифные планы')).toContain('ничего не продаёт')
    expect(regionText('Закрытие и уведомления')).toContain('поддержка прекращается сразу')
  })

  test('S8 an end of the day, and coupons, are said as such', async () => {
    const { receive } = await open({
      readRegulation: () => aView({ inForce: { version: 1, effectiveAt: since, document: saasSupport } }),
    })
    expect(regionText('Сроки')).toContain('до конца дня поступления, а если пришло после 20:00 – следующего дня')
    expect(regionText('Сроки')).toContain('Инцидент; Критический')

    await receive({ type: 'changed', what: 'regulation' })
    expect(isThere('region', 'Сроки')).toBe(true)
  })

  test('T10 a desk that promises no times says so, and what its coupons give', async () => {
    await open({ readRegulation: () => aView({ inForce: { version: 1, effectiveAt: since, document: vendorSla } }) })

    const times = regionText('Сроки')
    expect(times).toContain('Срок не обещаем')
    expect(times).toContain('спецобращение по купону')
    expect(times).toContain('15 спецобращений')
    expect(times).toContain('действует 1 год')
  })

  it.each(['uk', 'en'] as const)('D7 speaks %s', async (language) => {
    await open()
    setLanguage(language)
    await settle()

    expect(wholePage()).toContain(language === 'uk' ? 'Коли відповідають люди' : 'When people answer')
    expect(wholePage()).toContain(language === 'uk' ? 'Абонемент технічної підтримки' : 'Support subscription')
    setLanguage('ru')
  })
})

describe('D1 the version that is coming', () => {
  test('is shown with its date and every field that changes, in words', async () => {
    await open({ readRegulation: () => aView({ coming: aComing, lastVersion: 2 }) }, 'agent')

    const text = regionText('Скоро изменится')
    expect(text).toContain('Версия 2 вступит в силу 1 января 2027')
    expect(text).toContain('Что изменится: 3 поля')
    expect(text).toContain('срок уведомления, дней')
    expect(text).toContain('10:00–14:00')
    expect(text).toContain('тарифные планы → «Сопровождение онлайн» → название → по-украински')
    expect(isThere('button', 'Отозвать версию 2')).toBe(false)
  })

  test('an owner withdraws it after one question', async () => {
    const { asked } = await open({
      readRegulation: () => aView({ coming: aComing, lastVersion: 2 }),
      withdrawRegulation: () => aView({ lastVersion: 2 }),
    })

    await click(byRole('button', 'Отозвать версию 2'))
    expect(textOf(byRole('dialog'))).toContain('Она не вступит в силу')
    await click(byRole('button', 'Отозвать'))

    expect(asked().at(-1)).toEqual({ name: 'withdrawRegulation', input: { version: 2 } })
    expect(isThere('region', 'Скоро изменится')).toBe(false)
    expect(wholePage()).toContain('Версия 2 отозвана')
  })

  test('that took effect meanwhile is not withdrawn, in words', async () => {
    await open({
      readRegulation: () => aView({ coming: aComing, lastVersion: 2 }),
      withdrawRegulation: () => {
        throw new RefusedByServer('regulation_not_coming')
      },
    })

    await click(byRole('button', 'Отозвать версию 2'))
    await click(byRole('button', 'Отозвать'))

    expect(textOf(byRole('alert'))).toContain('ещё не вступила в силу')
  })
})

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
      input: { document: JSON.parse(JSON.stringify(document)), effectiveAt: null, lastVersion: 1 },
    })
    expect(wholePage()).toContain('Регламент опубликован: версия 2 действует')
    expect(isThere('textbox', 'Текст регламента (JSON)')).toBe(false)
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
    await open({ ...startAnswers, checkRegulation: () => ({ changes: [] }) })
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

test('without an answer the page says so and tries again', async () => {
  let isDown = true
  await open({
    readRegulation: () => {
      if (isDown) throw new RefusedByServer('not_staff')
      return aView()
    },
  })
  expect(wholePage()).toContain('Не получилось загрузить')

  isDown = false
  await click(byRole('button', 'Повторить'))

  expect(isThere('region', 'Тарифные планы')).toBe(true)
})
