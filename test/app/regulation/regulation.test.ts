import { describe, expect, it, test } from 'vitest'
import { setLanguage } from '#app/lib/i18n.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { support24 } from '#server/regulations/presets/support24.ts'
import { vendorSla } from '#server/regulations/presets/vendorSla.ts'
import { RefusedByServer } from '../fakeServer.ts'
import { byRole, click, settle, textOf } from '../harness.ts'
import { isThere, wholePage } from '../page.ts'
import { outlooksOf, aComing, aView, open, since } from './regulationScene.ts'

const regionText = (name: string) => textOf(byRole('region', name))

describe('D1 what is in force, in plain words', () => {
  test('hours, plans with prices and reaction, times, scope and notice', async () => {
    await open({}, 'agent')

    expect(wholePage()).toContain('«Сопровождение CRM», версия 1')
    expect(regionText('Когда отвечают люди')).toContain('пн–пт')
    expect(regionText('Когда отвечают люди')).toMatch(/31 декабря – \d+ января: выходные/)
    const plans = regionText('Тарифные планы').replaceAll(/\s/g, ' ')
    expect(plans).toContain('Абонемент технической поддержки')
    expect(plans).toContain('не меньше: 30 квантов, 5 часов')
    expect(plans).toContain('500 ₽')
    expect(regionText('Сроки')).toContain('план: Скорая помощь')
    expect(regionText('Сроки')).toContain('30 минут рабочего времени')
    expect(regionText('Рамки поддержки')).toContain('Работы по согласованному техническому заданию')
    expect(regionText('Закрытие и уведомления')).toContain('поддержка продолжается ещё 30 дней')
  })

  test('E1 tariffs that get the same share a row, and the on-duty is named', async () => {
    await open({
      readRegulation: () =>
        aView({ inForce: { version: 1, effectiveAt: since, document: support24, outlooks: outlooksOf(support24) } }),
    })

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
      readRegulation: () =>
        aView({
          inForce: { version: 1, effectiveAt: since, document: saasSupport, outlooks: outlooksOf(saasSupport) },
        }),
    })
    expect(regionText('Сроки')).toContain('до конца дня поступления, а если пришло после 20:00 – следующего дня')
    expect(regionText('Сроки')).toContain('Инцидент; Критический')

    await receive({ type: 'changed', what: 'regulation' })
    expect(isThere('region', 'Сроки')).toBe(true)
  })

  test('T10 a desk that promises no times says so, and what its coupons give', async () => {
    await open({
      readRegulation: () =>
        aView({ inForce: { version: 1, effectiveAt: since, document: vendorSla, outlooks: outlooksOf(vendorSla) } }),
    })

    const times = regionText('Сроки')
    expect(times).toContain('Срок не обещаем')
    expect(times).toContain('спецобращение по купону')
    expect(times).toContain('15 спецобращений')
    expect(times).toContain('действует 1 год')
    expect(times).toMatch(/Входит в спецобращение.*шаблоны сайта – не больше 1; публичные страницы – не больше 5/)
    expect(times).toMatch(/Не входит в спецобращение.*Разработка новых компонентов/)
  })

  test('T5 what holds in every area stands before the areas, and an area that excludes nothing has no such list', async () => {
    await open({
      readRegulation: () => aView({ inForce: { version: 1, effectiveAt: since, document: vendorSla, outlooks: {} } }),
    })

    const scope = regionText('Рамки поддержки')
    expect(scope).toMatch(/Во всех областях.*О хостинге.*Не входит.*Веб-дизайн.*Установка/)
    expect(scope.slice(scope.indexOf('Как это устроено'))).not.toContain('Не входит')
  })

  test('E1 a desk that answers by tariff says by the tariff that no time is promised', async () => {
    await open({
      readRegulation: () => aView({ inForce: { version: 1, effectiveAt: since, document: support24, outlooks: {} } }),
    })

    expect(regionText('Сроки')).toMatch(
      /Базовый, Стандартный, Профессиональный\. .*в рабочие часы.*Энтерпрайз\. .*днём и ночью/,
    )
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
