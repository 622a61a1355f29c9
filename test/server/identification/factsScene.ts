import { sql } from 'kysely'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { bodyOf, startFakeSmtp, type FakeSmtp } from '#test/support/fakeSmtp.ts'
import { startTelegramScene, type TelegramScene } from '../channels/messengers/telegramScene.ts'

export type FactsScene = TelegramScene & {
  smtp: FakeSmtp
  /** What the bot says last in this chat. */
  newest: (chatId: number) => string
  /** Writes it, and reads the answer. */
  write: (chatId: number, text: string) => Promise<string>
  /** Begins, and names the three; the last answer. */
  name: (chatId: number, facts: readonly string[]) => Promise<string>
  /** Codes that have come to this address, the newest last. */
  codes: (address: string) => string[]
  /** As if that much time had passed since everything that was tried. */
  passed: (hours: number) => Promise<void>
}

/** As the client's portal knows its admin and its integrator. */
export const marina = ['Марина Калинина', 'Директор', 'user1@portal.example'] as const
export const timur = ['Ахметшин Тимур', 'внешний интегратор', 'user3@portal.example'] as const

/** A desk with a Telegram bot and letters, whose client's portal shows e-mail and position. */
export async function startFactsScene(): Promise<FactsScene> {
  const smtp = await startFakeSmtp()
  const further = { OPORA_SMTP_URL: smtp.url, OPORA_MAIL_FROM: 'support@opora.example' }
  const scene = await startTelegramScene(saasSupport, { isReal: true, further })
  const { telegram, world } = scene
  world.sandbox.setScopes('client', ['placement', 'im', 'imbot', 'user_brief', 'user_basic'])
  const newest = (chatId: number) => telegram.sent.filter((one) => one.chatId === chatId).at(-1)?.text ?? ''

  async function write(chatId: number, text: string): Promise<string> {
    telegram.write(chatId, { text })
    await scene.settle()
    return newest(chatId)
  }

  return {
    ...scene,
    smtp,
    newest,
    write,
    async name(chatId, facts) {
      telegram.press(chatId, 'who:begin')
      await scene.settle()
      let answer = ''
      for (const fact of facts) answer = await write(chatId, fact)
      return answer
    },
    codes: (address) =>
      smtp.mails
        .filter(({ to }) => to === address)
        .flatMap(({ raw }) => /Код: (\d{6})/.exec(bodyOf(raw, 'text/plain'))?.[1] ?? []),
    async passed(hours) {
      const { db } = world.store
      await sql`update identification_codes set issued_at = issued_at - make_interval(hours => ${hours})`.execute(db)
      await sql`update identification_heard set at = at - make_interval(hours => ${hours})`.execute(db)
    },
    async end() {
      await scene.end()
      await smtp.close()
    },
  }
}
