import { addressesIn, tagOf } from './addresses.ts'
import { allOf, type MailHeaders } from './headers.ts'
import { messageIdIn } from './kinds.ts'
import type { Finders, ReadMailContext } from './readMail.types.ts'

export type FinderFacts = {
  headers: MailHeaders
  subject: string
  markers: readonly string[]
  /** Of a bounce: what it gives back, in parts of its own or in its text. */
  returnedIds: readonly string[]
  context: Pick<ReadMailContext, 'account' | 'prefixes' | 'envelope'>
}

const most = 100

/** §2.6: everything that may point to a ticket, bounded; a message inside of the mail is not asked. */
export function findersOf({ headers, subject, markers, returnedIds, context }: FinderFacts): Finders {
  const tags = tagsOf(headers, context)
  return {
    replyTokens: tags.flatMap((tag) => /^t\.([a-z0-9]{8,64})$/.exec(tag)?.[1] ?? []),
    bounceTokens: tags.flatMap((tag) => /^b\.([a-z0-9-]{1,64}\.[a-z0-9]{6,40})$/.exec(tag)?.[1] ?? []),
    messageIds: [...new Set([...referencesOf(headers), ...returnedIds])].slice(0, most),
    markers: [...new Set(markers)].slice(0, most),
    numbers: numbersIn(subject, context.prefixes),
  }
}

function tagsOf(headers: MailHeaders, { account, envelope }: FinderFacts['context']): string[] {
  const { delimiter } = account
  if (delimiter === null) return []
  const named = addressesIn(headers, ['to', 'cc', 'delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to'])
  const recipients = [...(envelope?.recipients ?? []), ...named]
  const ours = [account.address, ...account.aliases]
  return recipients.flatMap((one) => ours.flatMap((address) => tagOf(one, address, delimiter) ?? []))
}

/** In-Reply-To first: Apple Mail writes References anew. */
function referencesOf(headers: MailHeaders): string[] {
  const idsIn = (name: string) => allOf(headers, name).flatMap((value) => messageIdsIn(value.slice(0, 50_000)))
  return [...idsIn('in-reply-to').slice(0, most), ...idsIn('references').slice(-most).toReversed()]
}

/** Some programs lose the brackets. */
function messageIdsIn(value: string): string[] {
  if (value.includes('<')) return value.match(/<[^<>\s]{1,400}>/g) ?? []
  return value.split(/\s+/).flatMap((word) => (/^[^@]{1,300}@[^@]{1,100}$/.test(word) ? [`<${word}>`] : []))
}

/** In text and HTML of the outer message as they came, quotes and all. */
export function markersIn(body: string): string[] {
  const found = body.slice(0, 2_000_000).match(/opora-ref:[a-z2-7]{24}(?![a-z0-9])/gi) ?? []
  return found.map((one) => one.toLowerCase())
}

const dashes = '\\-\u2010\u2011\u2012\u2013\u2014\u2015\u2212'
/** Next to these a number is part of something longer. */
const longer = '\\p{L}\\p{N}\\-\u2010\u2011/'

/** T2: as `[OP-1042]`, its brackets and case lost, its hyphen made a dash; in the form of the ticket. */
export function numbersIn(subject: string, prefixes: readonly string[]): string[] {
  const known = prefixes.filter((prefix) => /^[A-Za-z]{1,10}$/.test(prefix))
  if (known.length === 0) return []
  const number = new RegExp(`(?<![${longer}])(${known.join('|')})[${dashes}](\\d{1,9})(?![${longer}])`, 'giu')
  const found = [...subject.slice(0, 2000).matchAll(number)].map(
    ([, prefix = '', digits = '']) => `${prefix.toUpperCase()}-${digits}`,
  )
  return [...new Set(found)].slice(0, most)
}

/** Of the head that a bounce gives back; null: it holds none. */
export function returnedIdIn(text: string): string | null {
  const [, value = ''] =
    /^(?:> ?)?Message-ID:[ \t]*(?:\r?\n[ \t]+)?([^\r\n]{1,500})/im.exec(text.slice(0, 50_000)) ?? []
  return messageIdIn(value)
}
