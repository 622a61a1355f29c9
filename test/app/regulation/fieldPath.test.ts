import { schemaFields } from './schemaFields.ts'
import { describe, expect, it } from 'vitest'
import { regulationFieldTexts } from '#app/regulation/regulationFields.texts.ts'
import { fieldPathText } from '#app/regulation/fieldPath.ts'
import { weekHours } from '#app/regulation/weekHours.ts'
import { languages } from '#contract/common.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'

describe('a place of a regulation in words', () => {
  it.each([
    ['', 'весь документ'],
    ['noticeDays', 'срок уведомления, дней'],
    [
      'plans.0.sold.valid.count',
      'тарифные планы → «Абонемент технической поддержки» → продажа → срок действия → количество',
    ],
    ['plans.online.title.en', 'тарифные планы → «Сопровождение онлайн» → название → по-английски'],
    ['clientStatuses.2.title.ru', 'статусы клиента → «Лицензия через нас на месяц» → название → по-русски'],
    ['targets.3.within.minutes', 'сроки → № 4 → срок → минут'],
    ['calendars.office.exceptions.2026-12-31', 'календари → office → особые дни → 2026-12-31'],
    ['calendars.office.weekly.6', 'календари → office → часы недели → суббота'],
    ['plans.9.code', 'тарифные планы → № 10 → код'],
    ['discount', 'discount'],
    ['plans.toString', 'тарифные планы → toString'],
  ])('%s', (place, words) => {
    expect(fieldPathText(place, quantumMaintenance)).toBe(words)
  })

  it('is found without a document, too', () => {
    expect(fieldPathText('plans.0.code', null)).toBe('тарифные планы → 0 → код')
  })

  it('every field of the schema has words in every language', () => {
    const fields = schemaFields()

    expect(fields.length).toBeGreaterThan(100)
    for (const language of languages) {
      const said = new Map<string, string>(Object.entries(regulationFieldTexts.texts[language]))
      expect(fields.filter((name) => (said.get(name) ?? '').trim() === '')).toEqual([])
    }
  })

  it('control: no words are kept for fields that are not there', () => {
    const fields = new Set([...schemaFields(), ...languages])

    expect(Object.keys(regulationFieldTexts.texts.ru).filter((name) => !fields.has(name))).toEqual([])
  })
})

describe('the hours of a week', () => {
  const office = quantumMaintenance.calendars['office']
  if (office === undefined) throw new Error('the preset has an office')

  it('are lines of days that share them', () => {
    const weekly = { ...office.weekly, 5: [['09:00', '17:00']] as [string, string][] }

    expect(weekHours({ ...office, weekly })).toEqual([
      { weekdays: [1, 2, 3, 4], from: '09:00', to: '18:00' },
      { weekdays: [5], from: '09:00', to: '17:00' },
    ])
  })
})
