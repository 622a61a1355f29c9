import type { Regulation } from '#contract/regulations/document.types.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { startTelegram, type TelegramEmulator } from '#test/emulators/telegram.ts'
import { startMessengerScene, type MessengerScene } from './messengerScene.ts'

export { anna, stranger } from './messengerScene.ts'

export type TelegramScene = MessengerScene & { telegram: TelegramEmulator }

/** A desk with a Telegram bot, and a client whose admin has proven who they are; `isReal`: nobody has yet, and must as people do; `further`: of the servers' environment. */
export async function startTelegramScene(
  document: Regulation = saasSupport,
  { isReal = false, further = {} }: { isReal?: boolean; further?: Record<string, string> } = {},
): Promise<TelegramScene> {
  const telegram = await startTelegram()
  const emulator = { ...telegram, bot: { channel: 'telegram' as const, token: telegram.token } }
  const environment = { OPORA_TELEGRAM_URL: telegram.url, ...further }
  const scene = await startMessengerScene({ emulator, environment, document, isReal })
  return { ...scene, telegram }
}
