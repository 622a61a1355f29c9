import { startMail, type MailEmulator } from '#test/emulators/mail.ts'
import { startTelegram, type TelegramEmulator } from '#test/emulators/telegram.ts'
import { deskAddress } from './correspondents.ts'

/** A mail provider and a messenger for whoever writes from outside the portals. */
export async function startChannels(): Promise<{
  mail: MailEmulator
  telegram: TelegramEmulator
  /** Where the server finds them. */
  env: Record<string, string>
  close: () => Promise<void>
}> {
  const [mail, telegram] = await Promise.all([startMail([deskAddress]), startTelegram()])
  return {
    mail,
    telegram,
    env: { OPORA_TELEGRAM_URL: telegram.url },
    async close() {
      await mail.close()
      await telegram.close()
    },
  }
}
