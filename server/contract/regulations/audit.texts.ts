import { catalogue } from '../common.ts'
import type { regulationActs, regulationFacts } from './audit.types.ts'

/** What the owner's log tells of regulations; the first sentence of which all facts are known is said. */
export const regulationActTexts = catalogue({
  ru: {
    'regulation.published': ['Опубликован регламент, версия {regulationVersion}'],
    'regulation.withdrawn': ['Отозвана будущая версия регламента: {regulationVersion}'],
    'calendar.adopted': ['Принят официальный календарь на {calendarYear} год ({calendarCountry})'],
  } satisfies Record<keyof typeof regulationActs, readonly string[]>,
  uk: {
    'regulation.published': ['Опубліковано регламент, версія {regulationVersion}'],
    'regulation.withdrawn': ['Відкликано майбутню версію регламенту: {regulationVersion}'],
    'calendar.adopted': ['Прийнято офіційний календар на {calendarYear} рік ({calendarCountry})'],
  },
  en: {
    'regulation.published': ['Regulation published, version {regulationVersion}'],
    'regulation.withdrawn': ['The coming version of the regulation withdrawn: {regulationVersion}'],
    'calendar.adopted': ['Official calendar of {calendarYear} adopted ({calendarCountry})'],
  },
})

/** How each fact is called beside its value. */
export const regulationFactTexts = catalogue({
  ru: {
    regulationVersion: 'Версия регламента',
    effectiveAt: 'Действует с',
    changedFields: 'Изменено полей',
    calendarYear: 'Год календаря',
    calendarCountry: 'Страна календаря',
  } satisfies Record<(typeof regulationFacts)[number], string>,
  uk: {
    regulationVersion: 'Версія регламенту',
    effectiveAt: 'Діє з',
    changedFields: 'Змінено полів',
    calendarYear: 'Рік календаря',
    calendarCountry: 'Країна календаря',
  },
  en: {
    regulationVersion: 'Version of the regulation',
    effectiveAt: 'In force from',
    changedFields: 'Fields changed',
    calendarYear: 'Year of the calendar',
    calendarCountry: 'Country of the calendar',
  },
})
