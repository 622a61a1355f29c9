import { Worker } from 'node:worker_threads'
import { addressesIn, singleSender } from './domain/addresses.ts'
import { findersOf } from './domain/finders.ts'
import { decodeHeader, firstOf, readHeaders, type MailHeaders } from './domain/headers.ts'
import { asksForSilence, kindOf, messageIdIn } from './domain/kinds.ts'
import { messageKeyOf } from './domain/mailIds.ts'
import { tooManyParts } from './domain/mimeScan.ts'
import { isForwarded, type QuoteFacts } from './domain/quotes.ts'
import type { ReadMailContext, ReadMailFunction, Unreadable } from './domain/readMail.types.ts'
import { readContent, type MailContent } from './mailContent.adapter.ts'
import { verdictOf } from './verdict.adapter.ts'

/** Below these a mail holds the others up for less than starting a thread takes of the processor. */
const inThreadFrom = { bytes: 500_000, lines: 10_000 }
const longestMilliseconds = 10_000
/** Of the thread alone: a mail of 25 MB needs about a hundred. */
const memoryMb = { maxOldGenerationSizeMb: 512 }
const longestSubject = 500

/** I1: everything that a mail says, and how far it can be believed (§2.3–2.7). What it holds never makes it throw. */
export const readMail: ReadMailFunction = async (raw, context) => {
  const headers = readHeaders(raw)
  const sender = singleSender(headers)
  const from = sender?.address ?? null
  const subject = decodeHeader(firstOf(headers, 'subject') ?? '').slice(0, longestSubject)
  const verdict = await verdictOf({ raw, headers, from, context })
  const own = new Set(
    [...context.ownAddresses, context.account.address, ...context.account.aliases].map((one) => one.toLowerCase()),
  )
  const { isOurMessageId, serverId } = context
  const kind = kindOf({ headers, from: withoutTag(from, context), subject, own, serverId, isOurMessageId })
  const known = [...own, ...(from === null ? [] : [from])]
  const { content, unreadable } = await contentOf(raw, headers, { isForward: isForwarded(subject), known })
  const { markers, returnedIds } = content
  return {
    verdict,
    kind,
    from,
    fromName: sender?.name ?? '',
    recipients: addressesIn(headers, ['to', 'cc']),
    subject,
    messageKey: messageKeyOf(raw, headers),
    messageId: messageIdIn(firstOf(headers, 'message-id') ?? ''),
    sentAt: instantIn(firstOf(headers, 'date') ?? ''),
    arrivedAt: context.arrivedAt,
    finders: findersOf({ headers, subject, markers, returnedIds: kind === 'bounce' ? returnedIds : [], context }),
    text: content.text,
    html: content.html,
    attachments: content.attachments,
    hints: content.hints,
    bounced: kind === 'bounce' ? content.bounced : [],
    mayAnswer: kind === 'human' && verdict !== 'forged' && from !== null && !asksForSilence(headers),
    unreadable,
  }
}

/** `support+x@…` is `support@…`, too. */
function withoutTag(from: string | null, { account: { delimiter } }: ReadMailContext): string | null {
  if (from === null || delimiter === null) return from
  const at = from.lastIndexOf('@')
  const [box = ''] = from.slice(0, at).split(delimiter)
  return `${box}${from.slice(at)}`
}

function instantIn(date: string): Date | null {
  const instant = new Date(date.replaceAll(/\([^()]{0,100}\)/g, ' ').slice(0, 100))
  return Number.isNaN(instant.getTime()) ? null : instant
}

type Readings = { content: MailContent; unreadable: Unreadable | null }

async function contentOf(raw: Uint8Array, headers: MailHeaders, facts: QuoteFacts): Promise<Readings> {
  const hindrance = headers.isWhole ? tooManyParts(raw) : 'headersTooLong'
  if (hindrance !== null) return { content: nothing(), unreadable: hindrance }
  try {
    const content = isLarge(raw) ? await readInThread(raw, facts) : await readContent(raw, facts)
    return { content, unreadable: null }
  } catch (error) {
    return { content: nothing(), unreadable: hindranceOf(error) }
  }
}

function isLarge(raw: Uint8Array): boolean {
  if (raw.length > inThreadFrom.bytes) return true
  let lines = 0
  for (let at = raw.indexOf(10); at >= 0 && lines <= inThreadFrom.lines; at = raw.indexOf(10, at + 1)) lines += 1
  return lines > inThreadFrom.lines
}

function hindranceOf(error: unknown): Unreadable {
  const message = error instanceof Error ? error.message : ''
  if (error instanceof TooSlow) return 'tooSlow'
  if (/nesting/i.test(message)) return 'tooDeep'
  return /header/i.test(message) ? 'headersTooLong' : 'broken'
}

class TooSlow extends Error {}

/** Whatever it does there, after ten seconds it ends. */
async function readInThread(raw: Uint8Array, facts: QuoteFacts): Promise<MailContent> {
  const worker = new Worker(new URL('mailContentWorker.adapter.ts', import.meta.url), {
    workerData: { raw, facts },
    resourceLimits: memoryMb,
  })
  const { promise, resolve, reject } = Promise.withResolvers<MailContent>()
  const ending = setTimeout(() => reject(new TooSlow()), longestMilliseconds)
  worker
    .once('message', resolve)
    .once('error', reject)
    .once('exit', () => reject(new Error('the mail was not read')))
  try {
    return await promise
  } finally {
    clearTimeout(ending)
    await worker.terminate()
  }
}

function nothing(): MailContent {
  return {
    text: { kept: '', folded: '' },
    html: null,
    attachments: [],
    hints: [],
    bounced: [],
    markers: [],
    returnedIds: [],
  }
}
