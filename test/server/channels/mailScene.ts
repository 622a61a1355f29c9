import { sql } from 'kysely'
import { expect } from 'vitest'
import type { AddMailboxInput, ChannelAccount } from '#contract/channels/types.ts'
import type { RouteOutput } from '#contract/routes.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { mailPassword, startDovecot, type Dovecot } from '#test/support/dovecot.ts'
import { eventually } from '#test/support/eventually.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { startSubmission, type Submission } from '#test/support/submission.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../tickets/scene.ts'

export const support = 'support@opora.test'
/** Nobody reads it unless a test connects it. */
export const second = 'second@opora.test'
/** Of the client's admin, and of somebody whom no portal knows. */
export const [anna, stranger] = ['anna@klient.test', 'stranger@outside.test']

export type MailScene = Scene & {
  imap: Dovecot
  smtp: Submission
  accountId: string
  add: (changes?: Partial<AddMailboxInput>) => Promise<string>
  account: (accountId?: string) => Promise<ChannelAccount>
  /** A mail of the admin, or as it is told, as its provider has delivered it: signed as theirs. */
  write: (mail?: Partial<Written>) => Promise<string>
  /** The same, not delivered yet. */
  rawOf: (mail: Partial<Written>) => string
  /** Everything that was delivered is worked on, and what follows from it is sent. */
  settle: () => Promise<void>
  tickets: () => Promise<RouteOutput<'listTickets'>['tickets']>
  run: (statement: string) => Promise<unknown[]>
  end: () => Promise<void>
}

type Written = {
  from: string
  subject: string
  text: string
  headers: string
  messageId: string
  to: string
}

/** A desk with a mailbox on a real IMAP server, and a client whose admin's address its portal knows. */
export async function startMailScene(): Promise<MailScene> {
  const imap = await startDovecot([support, anna, second])
  const smtp = await startSubmission(({ from, to, raw }) =>
    to.endsWith('@opora.test') || to === anna ? imap.deliver(to, withVerdict(raw, domainOf(from))) : Promise.resolve(),
  )
  const letters = { OPORA_SMTP_URL: `smtp://127.0.0.1:${smtp.port}`, OPORA_MAIL_FROM: 'letters@opora.test' }
  const scene = await startScene(paceByHand(), saasSupport, letters)
  const { world, owner } = scene
  const run = async (statement: string) => (await sql.raw(statement).execute(world.store.db)).rows
  await run(`insert into mail_addresses (member_id, user_id, source, address, at)
             values ('${world.sandbox.portals.client.memberId}', 1, 'typed', '${anna}', now())`)

  async function add(changes: Partial<AddMailboxInput> = {}): Promise<string> {
    const accountId = newId()
    const server = { host: '127.0.0.1', security: 'none' as const, user: support }
    const input = {
      accountId,
      address: support,
      imap: { ...server, port: imap.imapPort },
      smtp: { ...server, port: smtp.port },
      imapPassword: mailPassword,
      smtpPassword: mailPassword,
      ...changes,
    }
    await world.call('addMailbox', input, owner)
    return accountId
  }

  async function account(accountId = scene2.accountId): Promise<ChannelAccount> {
    const { accounts } = await world.call('readChannels', {}, owner)
    const found = accounts.find((one) => one.accountId === accountId)
    if (found === undefined) throw new Error('there is no such account')
    return found
  }

  async function settle(): Promise<void> {
    await world.turn()
    await eventually(async () => {
      await world.turn()
      const count = await imap.count(support)
      const [row] = await run(`select count(*)::int as stored from channel_inbox where state <> 'waiting'`)
      expect(row).toEqual({ stored: count })
    })
    await world.turn()
  }

  const scene2: MailScene = {
    ...scene,
    imap,
    smtp,
    accountId: '',
    add,
    account,
    rawOf: (mail) => rawOf({ messageId: `<${newId()}@klient.test>`, ...mail }),
    async write(mail = {}) {
      const messageId = mail.messageId ?? `<${newId()}@klient.test>`
      await imap.deliver(mail.to ?? support, rawOf({ ...mail, messageId }))
      return messageId
    },
    settle,
    tickets: async () => (await world.call('listTickets', { filter: 'all' }, scene.admin)).tickets,
    run,
    async end() {
      await world.stop(/./)
      await smtp.stop()
      await imap.remove()
    },
  }
  scene2.accountId = await add()
  await world.turn()
  await eventually(async () => {
    await world.turn()
    expect((await account()).state).toBe('working')
  })
  return scene2
}

function rawOf({
  from = anna,
  subject = 'Не приходят письма',
  text = 'Со вчерашнего вечера ничего не приходит.',
  headers = '',
  messageId,
  to = support,
}: Partial<Written> & { messageId: string }): string {
  const raw = [
    `Message-ID: ${messageId}`,
    `From: Anna <${from}>`,
    `To: ${to}`,
    `Date: ${new Date().toUTCString()}`,
    `Subject: ${encoded(subject)}`,
    ...(headers === '' ? [] : [headers]),
    'MIME-Version: 1.0',
    ...(headers.includes('Content-Type')
      ? []
      : ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64']),
    '',
    headers.includes('Content-Type') ? text : Buffer.from(text).toString('base64'),
    '',
  ].join('\r\n')
  return withVerdict(raw, domainOf(from))
}

function domainOf(address: string): string {
  return address.slice(address.indexOf('@') + 1)
}

function encoded(value: string): string {
  return `=?utf-8?B?${Buffer.from(value).toString('base64')}?=`
}

/** As the mailbox's provider writes it above what it delivers. */
export function withVerdict(raw: string, domain: string, verdict = 'pass'): string {
  return `Authentication-Results: mx.opora.test; dmarc=${verdict} header.from=${domain}\r\n${raw}`
}
