import type { MailEmulator } from '#test/emulators/mail.ts'
import { correspondent, deskAddress } from './correspondents.ts'
import { lettersOf, mailPage } from './mailPage.ts'
import type { Talk } from './talk.ts'
import { messagesOf, telegramPage } from './telegramPage.ts'

export type Channels = { mail: MailEmulator; talk: Talk }

/** Pages of the channels from the visitor's side; null: another page is asked for. What is written there leads back to its page. */
export async function channelPage(request: Request, { mail, talk }: Channels): Promise<string | URL | null> {
  const url = new URL(request.url)
  const who = correspondent(url.searchParams.get('as'))
  const page = `${request.method} ${url.pathname}`
  if (page === 'GET /mail') return mailPage(mail, who, url.searchParams.get('answers'))
  if (page === 'GET /mail/letters') return lettersOf(mail, who)
  if (page === 'GET /telegram') return telegramPage(talk, who)
  if (page === 'GET /telegram/messages') return messagesOf(talk, who)
  if (page !== 'POST /mail' && page !== 'POST /telegram') return null
  const said = await fieldsOf(request)
  if (page === 'POST /telegram') speak(talk, who, said)
  else if (said('text') !== '') {
    const { address: from, name: fromName } = who
    const letter = { from, fromName, to: deskAddress, subject: said('subject').slice(0, 200), text: said('text') }
    await mail.write({ ...letter, ...(said('answers') !== '' && { answers: said('answers') }) })
  }
  return new URL(`${url.pathname}?as=${who.key}`, url)
}

function speak(talk: Talk, who: { chatId: number; name: string }, said: (name: string) => string): void {
  if (said('data') !== '') talk.press(who.chatId, said('data'))
  else if (said('text') !== '') talk.write(who, said('text'))
}

const mostCharacters = 20_000

async function fieldsOf(request: Request): Promise<(name: string) => string> {
  const fields = new URLSearchParams(await request.text())
  return (name) => (fields.get(name) ?? '').trim().slice(0, mostCharacters)
}
