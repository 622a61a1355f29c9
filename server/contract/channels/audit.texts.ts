import { catalogue } from '../common.ts'
import type { channelActs, channelFacts } from './audit.types.ts'

/** What the owner's log tells of channels. */
export const channelActTexts = catalogue({
  ru: {
    'channel.added': ['Подключён канал {mailbox}'],
    'channel.changed': ['Изменены настройки канала {mailbox}'],
    'channel.removed': ['Отключён канал {mailbox}'],
    'channel.paused': ['Приём сообщений в {mailbox} приостановлен'],
    'channel.resumed': ['Приём сообщений в {mailbox} возобновлён'],
    'channel.works': ['Канал {mailbox} работает'],
    'channel.broke': ['Канал {mailbox} перестал работать'],
  } satisfies Record<keyof typeof channelActs, readonly string[]>,
  uk: {
    'channel.added': ['Підключено канал {mailbox}'],
    'channel.changed': ['Змінено налаштування каналу {mailbox}'],
    'channel.removed': ['Відключено канал {mailbox}'],
    'channel.paused': ['Приймання повідомлень у {mailbox} призупинено'],
    'channel.resumed': ['Приймання повідомлень у {mailbox} відновлено'],
    'channel.works': ['Канал {mailbox} працює'],
    'channel.broke': ['Канал {mailbox} перестав працювати'],
  },
  en: {
    'channel.added': ['Channel {mailbox} connected'],
    'channel.changed': ['Settings of the channel {mailbox} changed'],
    'channel.removed': ['Channel {mailbox} disconnected'],
    'channel.paused': ['Receiving messages at {mailbox} paused'],
    'channel.resumed': ['Receiving messages at {mailbox} resumed'],
    'channel.works': ['Channel {mailbox} works'],
    'channel.broke': ['Channel {mailbox} stopped working'],
  },
})

export const channelFactTexts = catalogue({
  ru: { mailbox: 'Адрес канала' } satisfies Record<(typeof channelFacts)[number], string>,
  uk: { mailbox: 'Адреса каналу' },
  en: { mailbox: 'Address of the channel' },
})
