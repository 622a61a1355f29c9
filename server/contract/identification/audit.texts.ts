import { catalogue } from '../common.ts'
import type { identificationActs, identificationFacts } from './audit.types.ts'

/** What the owner's log tells of messengers' accounts. */
export const identificationActTexts = catalogue({
  ru: {
    'messenger.joined': ['{messengerOf} может писать из {messenger}'],
    'messenger.left': ['{messengerOf} больше не пишет из {messenger}'],
  } satisfies Record<keyof typeof identificationActs, readonly string[]>,
  uk: {
    'messenger.joined': ['{messengerOf} може писати з {messenger}'],
    'messenger.left': ['{messengerOf} більше не пише з {messenger}'],
  },
  en: {
    'messenger.joined': ['{messengerOf} may write from {messenger}'],
    'messenger.left': ['{messengerOf} writes from {messenger} no longer'],
  },
})

export const identificationFactTexts = catalogue({
  ru: { messenger: 'Мессенджер', messengerOf: 'Кто пишет' } satisfies Record<
    (typeof identificationFacts)[number],
    string
  >,
  uk: { messenger: 'Месенджер', messengerOf: 'Хто пише' },
  en: { messenger: 'Messenger', messengerOf: 'Who writes' },
})
