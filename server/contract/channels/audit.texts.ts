import { catalogue } from '../common.ts'
import type { channelActs, channelFacts } from './audit.types.ts'

/** What the owner's log tells of channels. */
export const channelActTexts = catalogue({
  ru: {
    'channel.added': ['Подключён ящик {mailbox}'],
    'channel.changed': ['Изменены настройки ящика {mailbox}'],
    'channel.removed': ['Отключён ящик {mailbox}'],
    'channel.paused': ['Приём писем в {mailbox} приостановлен'],
    'channel.resumed': ['Приём писем в {mailbox} возобновлён'],
    'channel.works': ['Ящик {mailbox} работает'],
    'channel.broke': ['Ящик {mailbox} перестал работать'],
  } satisfies Record<keyof typeof channelActs, readonly string[]>,
  uk: {
    'channel.added': ['Підключено скриньку {mailbox}'],
    'channel.changed': ['Змінено налаштування скриньки {mailbox}'],
    'channel.removed': ['Відключено скриньку {mailbox}'],
    'channel.paused': ['Приймання листів у {mailbox} призупинено'],
    'channel.resumed': ['Приймання листів у {mailbox} відновлено'],
    'channel.works': ['Скринька {mailbox} працює'],
    'channel.broke': ['Скринька {mailbox} перестала працювати'],
  },
  en: {
    'channel.added': ['Mailbox {mailbox} connected'],
    'channel.changed': ['Settings of the mailbox {mailbox} changed'],
    'channel.removed': ['Mailbox {mailbox} disconnected'],
    'channel.paused': ['Receiving mail at {mailbox} paused'],
    'channel.resumed': ['Receiving mail at {mailbox} resumed'],
    'channel.works': ['Mailbox {mailbox} works'],
    'channel.broke': ['Mailbox {mailbox} stopped working'],
  },
})

export const channelFactTexts = catalogue({
  ru: { mailbox: 'Ящик' } satisfies Record<(typeof channelFacts)[number], string>,
  uk: { mailbox: 'Скринька' },
  en: { mailbox: 'Mailbox' },
})
