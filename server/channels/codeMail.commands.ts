import { randomUUID } from 'node:crypto'
import { findDesk } from '#server/desks/desks.queries.ts'
import type { CodeLetter, CodeMail, SaidInChat } from '#server/identification/codeMail.port.ts'
import { escapeHtml } from '#server/notifications/domain/escapeHtml.ts'
import { messageIdOf } from '#server/notifications/domain/messageIds.ts'
import type { MailTransport } from '#server/notifications/mails/mailTransport.port.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Log } from '#server/platform/log.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import { listAccounts, listWorking } from './accounts.sql.ts'
import type { Account, Channel, Outcome } from './channel.port.ts'
import { addOutgoing } from './outbox.sql.ts'
import { listWriters } from './threads.sql.ts'

export type CodeMailDeps = {
  db: Db
  log: Pick<Log, 'warn'>
  secrets: Pick<Secrets, 'open' | 'pepper'>
  /** Mailboxes of desks. */
  mailboxes: Channel
  /** The server's own way to send letters. */
  letters: MailTransport | null
}

/** I4: a code goes out at once and is kept nowhere, neither in an outbox nor as a letter that waits. */
export function makeCodeMail(deps: CodeMailDeps): CodeMail {
  return {
    canSend: async (db, deskId) => deps.letters !== null || (await listWorking(db, deskId, 'email')).length > 0,
    async send(letter) {
      const account = await mailboxOf(deps, letter.deskId)
      if (account !== null && (await sendByMailbox(deps, account, letter))) return
      await sendByServer(deps, letter)
    },
    say: sayInChat,
  }
}

async function mailboxOf({ db, secrets }: CodeMailDeps, deskId: string): Promise<Account | null> {
  const found = (await listAccounts(db, deskId)).find(
    ({ channel, state, isPaused }) => channel === 'email' && state === 'working' && !isPaused,
  )
  return found === undefined ? null : { ...found, secret: secrets.open(found.sealedSecret) }
}

/** False: not by this mailbox now. What nobody knows of may have arrived: another one would end it. */
async function sendByMailbox(
  { db, log, mailboxes }: CodeMailDeps,
  account: Account,
  { deskId, to, language, subject, text, at }: CodeLetter,
): Promise<boolean> {
  const built = await mailboxes.build(account, {
    outboxId: randomUUID(),
    says: 'code',
    language,
    from: (await findDesk(db, deskId))?.name ?? '',
    to,
    ticket: null,
    subject,
    text,
    files: [],
    changes: null,
    author: null,
    link: null,
    quoted: null,
    inReplyTo: null,
    references: [],
    footer: '',
    buttons: [],
    at,
  })
  const outcome = await mailboxes.send(account, to, built, { stepsDone: 0, noteStep: async () => {} })
  if (outcome.is !== 'sent') log.warn({ is: outcome.is, reason: outcome.reason }, 'a mailbox did not send a code')
  return isAtItsEnd(outcome)
}

function isAtItsEnd({ is }: Outcome): boolean {
  return is === 'sent' || is === 'unknownFate' || is === 'addressGone'
}

async function sendByServer(
  { db, secrets, letters }: CodeMailDeps,
  { deskId, to, subject, text, at }: CodeLetter,
): Promise<void> {
  if (letters === null) throw new Error('no mailbox takes a code now')
  const paragraphs = text.split('\n\n').map((one) => `<p>${escapeHtml(one)}</p>`)
  const raw = await letters.build({
    fromName: (await findDesk(db, deskId))?.name ?? 'Opora',
    to,
    subject,
    text,
    html: `<!doctype html><html><body style="font:15px/1.5 sans-serif">${paragraphs.join('')}</body></html>`,
    messageId: messageIdOf('n', randomUUID(), { pepper: secrets.pepper, domain: letters.domain }),
    inReplyTo: null,
    references: [],
    at,
  })
  const outcome = await letters.send(raw, to)
  if (outcome.is === 'later') throw new Error(`the mail server takes no code now: ${outcome.reason}`)
}

async function sayInChat(
  unit: UnitOfWork,
  { deskId, externalId, ticketId, key, text, language }: SaidInChat,
): Promise<void> {
  const writers = await listWriters(unit.tx, [ticketId])
  await addOutgoing(
    unit,
    writers
      .filter(({ address }) => address === externalId)
      .map(({ accountId, address, memberId, userId }) => ({
        outboxId: randomUUID(),
        accountId,
        deskId,
        kind: 'notice' as const,
        eventKey: key,
        address,
        memberId,
        userId,
        ticketId,
        content: { says: 'reply', text, language, buttons: [] },
      })),
  )
}
