import { catalogue } from '../common.ts'
import type { regulationActs, regulationFacts } from './audit.types.ts'

/** What the owner's log tells of regulations; the first sentence of which all facts are known is said. */
export const regulationActTexts = catalogue({
  ru: {
    'regulation.published': ['Опубликован регламент, версия {regulationVersion}'],
    'regulation.withdrawn': ['Отозвана будущая версия регламента: {regulationVersion}'],
  } satisfies Record<keyof typeof regulationActs, readonly string[]>,
  uk: {
    'regulation.published': ['Опубліковано регламент, версія {regulationVersion}'],
    'regulation.withdrawn': ['Відкликано майбутню версію регламенту: {regulationVersion}'],
  },
  en: {
    'regulation.published': ['Regulation published, version {regulationVersion}'],
    'regulation.withdrawn': ['The coming version of the regulation withdrawn: {regulationVersion}'],
  },
})

/** How each fact is called beside its value. */
export const regulationFactTexts = catalogue({
  ru: {
    regulationVersion: 'Версия регламента',
    effectiveAt: 'Действует с',
    changedFields: 'Изменено полей',
  } satisfies Record<(typeof regulationFacts)[number], string>,
  uk: {
    regulationVersion: 'Версія регламенту',
    effectiveAt: 'Діє з',
    changedFields: 'Змінено полів',
  },
  en: {
    regulationVersion: 'Version of the regulation',
    effectiveAt: 'In force from',
    changedFields: 'Fields changed',
  },
})
