/** The desk of the demo that is written to by mail and by messenger; its clients are two houses. */
export const deskAddress = 'support@klyuchnitsa.example'
/** Whose they are. */
export const deskOf = 'Ключницы'

export interface Correspondent {
  key: string
  name: string
  /** Who they are to the desk. */
  is: string
  address: string
  /** In Telegram. */
  chatId: number
}

const everybody: readonly [Correspondent, ...Correspondent[]] = [
  {
    key: 'anna',
    name: 'Анна Жукова',
    is: 'управляющая «Лесной гавани»',
    address: 'anna@lesnaya-gavan.example',
    chatId: 7001,
  },
  {
    key: 'petr',
    name: 'Пётр Самсонов',
    is: 'старший администратор «Лесной гавани»',
    address: 'petr@lesnaya-gavan.example',
    chatId: 7002,
  },
  {
    key: 'lidia',
    name: 'Лидия Орлова',
    is: 'владелица «Белых ночей»',
    address: 'lidia@belye-nochi.example',
    chatId: 7003,
  },
  {
    key: 'boris',
    name: 'Борис Прохожев',
    is: 'не клиент: поддержка его не знает',
    address: 'boris@prohozhiy.example',
    chatId: 7004,
  },
]

export const correspondents: readonly Correspondent[] = everybody

/** The first where nobody is called so. */
export function correspondent(key: string | null): Correspondent {
  return everybody.find((one) => one.key === key) ?? everybody[0]
}
