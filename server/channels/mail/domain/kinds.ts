import { absences, autoPhrases } from './kinds.lexicon.ts'
import { allOf, firstOf, type MailHeaders } from './headers.ts'
import type { MailKind } from './readMail.types.ts'

export type KindFacts = {
  headers: MailHeaders
  from: string | null
  subject: string
  /** Of all our mailboxes, in small letters. */
  own: ReadonlySet<string>
  serverId: string
  isOurMessageId: (id: string) => boolean
}

/** §2.5: who wrote; the first that fits. */
export function kindOf(facts: KindFacts): MailKind {
  if (isOwn(facts)) return 'own'
  if (isBounce(facts)) return 'bounce'
  if (isAutomatic(facts.headers)) return 'auto'
  if (isBulk(facts.headers)) return 'bulk'
  if (facts.from !== null && isMachine(facts.from)) return 'machine'
  return looksAutomatic(facts) ? 'auto' : 'human'
}

function isOwn({ headers, from, own, serverId, isOurMessageId }: KindFacts): boolean {
  const id = messageIdIn(firstOf(headers, 'message-id') ?? '')
  return (
    (id !== null && isOurMessageId(id)) ||
    allOf(headers, 'x-opora-desk').some((one) => one.trim() === serverId) ||
    (from !== null && own.has(from))
  )
}

function isBounce({ headers }: KindFacts): boolean {
  const type = (firstOf(headers, 'content-type') ?? '').toLowerCase()
  if (type.startsWith('multipart/report') && /report-type\s*=\s*"?delivery-status\b/.test(type)) return true
  return hasNoReturn(headers) && /(?:^|[<\s"])(?:mailer-daemon|postmaster)@/i.test(firstOf(headers, 'from') ?? '')
}

function hasNoReturn(headers: MailHeaders): boolean {
  return allOf(headers, 'return-path').some((one) => /^<\s*>$/.test(one.trim()))
}

function isAutomatic(headers: MailHeaders): boolean {
  const submitted = allOf(headers, 'auto-submitted').map(firstWord)
  return (
    submitted.some((word) => word !== 'no' && word !== '') ||
    // "no" in one of these still says that somebody set it by hand.
    ['x-autoreply', 'x-autorespond'].some((name) => allOf(headers, name).some((one) => firstWord(one) !== 'no')) ||
    allOf(headers, 'precedence').some((one) => /^auto[_-]reply$/.test(firstWord(one))) ||
    allOf(headers, 'delivered-to').some((one) => firstWord(one) === 'autoresponder') ||
    hasNoReturn(headers) ||
    isReadReceipt(headers) ||
    (firstOf(headers, 'x-auto-response-suppress') !== null && firstOf(headers, 'in-reply-to') !== null)
  )
}

function isReadReceipt(headers: MailHeaders): boolean {
  const type = (firstOf(headers, 'content-type') ?? '').toLowerCase()
  return type.startsWith('multipart/report') && /report-type\s*=\s*"?disposition-notification\b/.test(type)
}

function isBulk(headers: MailHeaders): boolean {
  return (
    ['list-id', 'list-unsubscribe', 'feedback-id'].some((name) => firstOf(headers, name) !== null) ||
    allOf(headers, 'precedence').some((one) => /^(?:bulk|list|junk)$/.test(firstWord(one)))
  )
}

/** Of a header whose value is a word, perhaps with a comment or parameters. */
function firstWord(value: string): string {
  return (/^[^\s;(]*/.exec(value.trim())?.[0] ?? '').toLowerCase()
}

const machines =
  /^(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|bounces?|mailer-daemon|daemon)(?:[-_+.=\d]|$)|[-_.+](?:no[-_]?reply|noreply)$/

function isMachine(address: string): boolean {
  return machines.test(address.slice(0, address.lastIndexOf('@')))
}

/** The phrase opens the subject, and it is a reply. */
function looksAutomatic({ headers, subject }: KindFacts): boolean {
  const isReply = firstOf(headers, 'in-reply-to') !== null || firstOf(headers, 'references') !== null
  if (!isReply) return false
  const text = subject.toLowerCase().replaceAll(/\s+/g, ' ').trim().slice(0, 200)
  const opens = (phrase: string, next: RegExp) => text.startsWith(phrase) && next.test(text.slice(phrase.length))
  return (
    autoPhrases.some((phrase) => opens(phrase, /^(?:$|[^\p{L}\p{N}])/u)) ||
    absences.some((phrase) => opens(phrase, /^(?:$| ?[:;,.!([–—-])/))
  )
}

/** Does the mail ask that nothing automatic answer it? */
export function asksForSilence(headers: MailHeaders): boolean {
  return allOf(headers, 'x-auto-response-suppress').some((one) => /\b(?:all|autoreply|oof)\b/i.test(one))
}

export function messageIdIn(value: string): string | null {
  return /<[^<>\s]{1,400}>/.exec(value.slice(0, 2000))?.[0] ?? null
}
