import { createHash } from 'node:crypto'
import type { MailIdentity, OutgoingKind, OutgoingMail } from './buildMail.types.ts'
import { oneLine } from './headers.ts'
import { subjectPrefix } from './quotes.lexicon.ts'
import { bounceTokenOf, messageIdOf, rootIdOf } from './mailIds.ts'

export type OutgoingHead = {
  subject: string
  messageId: string
  references: string[]
  replyTo: string
  /** To whom a bounce goes: it names the outbox's row (§3.3). */
  returnPath: string
  headers: Record<string, string>
  /** Parts of the mail are told apart by it: the same for the same message. */
  boundary: string
}

const mostReferences = 10
const longestSubject = 200

/** §3.2: everything above the text. */
export function headOf(mail: OutgoingMail, identity: MailIdentity): OutgoingHead {
  const { ticket, from } = mail
  const { key, domain, delimiter, outboxId } = identity
  const withTag = (tag: string) => (delimiter === null ? from.address : tagged(from.address, `${delimiter}${tag}`))
  return {
    subject: ticket === null ? oneLine(mail.subject).slice(0, longestSubject) : ticketSubject(ticket),
    messageId: messageIdOf(mail.messageUuid, { key, domain }),
    references: referencesOf(mail, domain),
    replyTo: ticket === null ? from.address : withTag(`t.${ticket.replyToken}`),
    returnPath: withTag(`b.${bounceTokenOf(outboxId, key)}`),
    headers: headersOf(mail, identity),
    boundary: createHash('sha256').update(`boundary ${mail.messageUuid}`).digest('hex').slice(0, 24),
  }
}

function tagged(address: string, tag: string): string {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, at)}${tag}${address.slice(at)}`
}

/** The same for all mails of a ticket: Gmail puts together what has one subject. */
function ticketSubject({ number, subject }: { number: string; subject: string }): string {
  return `[${number}] ${bareSubject(subject)}`.slice(0, longestSubject).trim()
}

/** Without what programs for mail and we have put before it. */
function bareSubject(subject: string): string {
  let bare = oneLine(subject)
  for (let times = 0; times < 20; times += 1) {
    const next = bare
      .replace(/^\[\p{L}{1,10}-\d{1,9}\]\s*/u, '')
      .replace(subjectPrefix, '')
      .trim()
    if (next === bare) return bare
    bare = next
  }
  return bare
}

/** The root of a ticket was never sent; readers group by it all the same. */
function referencesOf({ ticket, references, inReplyTo }: OutgoingMail, domain: string): string[] {
  const root = ticket === null ? [] : [rootIdOf(ticket.uuid, domain)]
  const others = [...new Set([...references, ...(inReplyTo === null ? [] : [inReplyTo])])].filter(
    (id) => !root.includes(id) && /^<[^<>\s]{1,400}>$/.test(id),
  )
  return [...root, ...others.slice(-(mostReferences - root.length))]
}

const submitted: Record<OutgoingKind, string | null> = {
  answer: null,
  receipt: 'auto-replied',
  refusal: 'auto-replied',
  code: 'auto-generated',
  notice: 'auto-generated',
  digest: 'auto-generated',
}

function headersOf({ kind, unsubscribeUrl }: OutgoingMail, { serverId }: MailIdentity): Record<string, string> {
  const automatic = submitted[kind]
  // Only what somebody has chosen can be given up (D4).
  const isChosen = kind === 'notice' || kind === 'digest'
  return {
    'X-Opora-Desk': serverId,
    ...(automatic !== null && { 'Auto-Submitted': automatic, 'X-Auto-Response-Suppress': 'OOF, AutoReply' }),
    ...(isChosen &&
      unsubscribeUrl !== null && {
        'List-Unsubscribe': `<${new URL(unsubscribeUrl).href}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
  }
}
