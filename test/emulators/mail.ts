import { randomUUID } from 'node:crypto'
import PostalMime from 'postal-mime'
import { mailPassword } from '#test/support/dovecot.ts'
import { startSubmission } from '#test/support/submission.ts'
import { startImap } from './imap.ts'

/** A letter as its reader sees it. */
export type Letter = {
  /** `<…>`, as it stands in its headers. */
  messageId: string
  references: string[]
  from: string
  fromName: string
  to: string
  subject: string
  text: string
  files: string[]
  at: Date
}
export type NewLetter = { from: string; fromName: string; to: string; subject: string; text: string; answers?: string }

export type MailEmulator = {
  imapPort: number
  smtpPort: number
  password: string
  /** Everything that somebody has written or was sent, the oldest first. */
  lettersOf(address: string): Letter[]
  /** Somebody writes; their provider signs it as theirs. `answers`: the letter that it is an answer to, by its id. */
  write(letter: NewLetter): Promise<void>
  close(): Promise<void>
}

const mostLetters = 500

/** A mail provider in this process: IMAP for those who have a mailbox, SMTP for everybody, and what has come to whom. */
export async function startMail(mailboxes: readonly string[]): Promise<MailEmulator> {
  const letters: Letter[] = []
  const imap = await startImap(mailboxes.map((user) => ({ user, password: mailPassword })))
  const keep = async (raw: string, to: string) => {
    letters.push(await letterOf(raw, to))
    letters.splice(0, letters.length - mostLetters)
  }
  const deliver = (raw: string, from: string, to: string) => {
    if (mailboxes.includes(to)) imap.deliver(to, withVerdict(raw, from))
  }
  const smtp = await startSubmission(async ({ from, to, raw }) => {
    await keep(raw, to)
    deliver(raw, from, to)
  })
  return {
    imapPort: imap.port,
    smtpPort: smtp.port,
    password: mailPassword,
    lettersOf: (address) => letters.filter(({ from, to }) => [from, to].includes(address)),
    async write(letter) {
      const before = letters.find(({ messageId }) => messageId === letter.answers)
      const raw = rawOf(letter, before)
      await keep(raw, letter.to)
      deliver(raw, letter.from, letter.to)
    },
    async close() {
      await smtp.stop()
      await imap.close()
    },
  }
}

async function letterOf(raw: string, to: string): Promise<Letter> {
  const mail = await PostalMime.parse(Buffer.from(raw, 'latin1'))
  return {
    messageId: mail.messageId ?? '',
    references: mail.references?.split(/\s+/) ?? [],
    from: mail.from?.address ?? '',
    fromName: mail.from?.name ?? '',
    to,
    subject: mail.subject ?? '',
    text: (mail.text ?? '').trim(),
    files: mail.attachments.map(({ filename }) => filename ?? ''),
    at: new Date(),
  }
}

function rawOf({ from, fromName, to, subject, text }: NewLetter, before: Letter | undefined): string {
  const thread =
    before === undefined
      ? []
      : [`In-Reply-To: ${before.messageId}`, `References: ${[...before.references, before.messageId].join(' ')}`]
  return [
    `Message-ID: <${randomUUID()}@${domainOf(from)}>`,
    `From: ${encoded(fromName)} <${from}>`,
    `To: ${to}`,
    `Date: ${new Date().toUTCString()}`,
    `Subject: ${encoded(subject)}`,
    ...thread,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(before === undefined ? text : `${text}\n\n${quoteOf(before)}`)
      .toString('base64')
      .replaceAll(/.{76}/g, '$&\r\n'),
    '',
  ].join('\r\n')
}

/** As a mail program puts it below an answer. */
function quoteOf({ from, fromName, text, at }: Letter): string {
  const day = new Intl.DateTimeFormat('ru', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Europe/Moscow' })
  return [`${day.format(at)}, ${fromName} <${from}>:`, ...text.split('\n').map((line) => `> ${line}`)].join('\n')
}

/** Above what it delivers the provider says whether the sender is who they say. */
function withVerdict(raw: string, from: string): string {
  return `Authentication-Results: mx.opora.test; dmarc=pass header.from=${domainOf(from)}\r\n${raw}`
}

/** In pieces that a header may have: a word of base64 is 75 characters at most. */
function encoded(value: string): string {
  const words: string[] = []
  let word = ''
  for (const character of value) {
    if (Buffer.byteLength(word + character) > 42) {
      words.push(word)
      word = ''
    }
    word += character
  }
  return [...words, word].map((one) => `=?utf-8?B?${Buffer.from(one).toString('base64')}?=`).join('\r\n ')
}

function domainOf(address: string): string {
  return address.slice(address.indexOf('@') + 1)
}
