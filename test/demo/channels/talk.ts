import type { TelegramEmulator } from '#test/emulators/telegram.ts'

export interface TalkMessage {
  isOwn: boolean
  text: string
  buttons: { text: string; data: string }[]
  at: Date
}

/** What a visitor of the demo and the bot have said to each other. */
export interface Talk {
  messagesOf: (chatId: number) => TalkMessage[]
  /** A link of pairing does what it does in the messenger: it starts the bot with what it carries. */
  write: (person: { chatId: number; name: string }, text: string) => void
  press: (chatId: number, data: string) => void
}

const pairingLink = /^https:\/\/t\.me\/\w+\?start=([\w-]+)$/

export function talkThrough(telegram: TelegramEmulator): Talk {
  const written: { chatId: number; messageId: number; message: TalkMessage }[] = []
  const heardAt = new Map<number, Date>()
  const at = (messageId: number) => {
    const known = heardAt.get(messageId) ?? new Date()
    heardAt.set(messageId, known)
    return known
  }
  return {
    messagesOf(chatId) {
      const come = telegram.sent.map(({ chatId: to, messageId, text, buttons }) => ({
        chatId: to,
        messageId,
        message: {
          isOwn: false,
          text,
          buttons: buttons.map(({ text: label, callback_data: data }) => ({ text: label, data })),
          at: at(messageId),
        },
      }))
      return [...written, ...come]
        .filter((one) => one.chatId === chatId)
        .toSorted((one, other) => one.messageId - other.messageId)
        .map(({ message }) => message)
    },
    write({ chatId, name }, text) {
      const token = pairingLink.exec(text)?.[1]
      const said = token === undefined ? text : `/start ${token}`
      const [firstName, lastName] = name.split(' ')
      const from = { id: chatId, is_bot: false, first_name: firstName, last_name: lastName, language_code: 'ru' }
      const messageId = telegram.write(chatId, { from, text: said })
      written.push({ chatId, messageId, message: { isOwn: true, text: said, buttons: [], at: at(messageId) } })
    },
    press: (chatId, data) => telegram.press(chatId, data),
  }
}
