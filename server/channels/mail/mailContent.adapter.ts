import PostalMime, { type Attachment, type Email } from 'postal-mime'
import { bouncedIn } from './domain/bounces.ts'
import { cyrillicGuesses, isDamaged, likelihood } from './domain/charsets.ts'
import { markersIn, returnedIdIn } from './domain/finders.ts'
import { oneLine } from './domain/headers.ts'
import { parseHtml } from './domain/html.ts'
import { cleanHtml } from './domain/htmlClean.ts'
import { linesOfHtml } from './domain/htmlLines.ts'
import { linesOfText, unflowed } from './domain/lines.ts'
import { withCharset, mendedMail, withUsedBoundary } from './domain/mimeScan.ts'
import { foldQuotes, type QuoteFacts } from './domain/quotes.ts'
import type { MailAttachment, MailHint, MailText, ReadMail } from './domain/readMail.types.ts'

/** What lies in a mail, for nobody in particular; plain data, so that it travels between threads. */
export type MailContent = Pick<ReadMail, 'text' | 'html' | 'attachments' | 'hints' | 'bounced'> & {
  markers: string[]
  returnedIds: string[]
}

const longestText = 1_000_000
const limits = { maxNestingDepth: 100, maxHeadersSize: 1_048_576, forceRfc822Attachments: true }

/** Throws where the mail cannot be parsed; not for long texts, which are cut at a million letters. */
export async function readContent(raw: Uint8Array, facts: QuoteFacts): Promise<MailContent> {
  const { email, isRepaired } = await parse(raw)
  const [text, html] = [(email.text ?? '').slice(0, longestText), email.html ?? '']
  const tree = html.trim() === '' ? null : parseHtml(html)
  const clean = tree === null ? null : cleanHtml(tree)
  const attachments = email.attachments.map(attachmentOf)
  const returned = attachments.filter(({ type }) =>
    /^(?:message\/(?:rfc822|global|delivery-status)|text\/rfc822-headers|message\/rfc822-headers)$/.test(type),
  )
  const hints: [MailHint, boolean][] = [
    ['repairedText', isRepaired],
    ['remotePictures', (clean?.remotePictures ?? 0) > 0],
    ['winmail', attachments.some(isWinmail)],
    ['calendar', attachments.some(({ type }) => type === 'text/calendar' || type === 'application/ics')],
    ['attachedMessage', attachments.some(({ type }) => type === 'message/rfc822')],
    ['encrypted', isEncrypted(attachments, text)],
  ]
  return {
    text: foldedText(text, tree === null ? null : () => linesOfHtml(tree), facts),
    html: clean === null || clean.html.trim() === '' ? null : clean.html.trim(),
    attachments,
    hints: hints.filter(([, holds]) => holds).map(([hint]) => hint),
    bounced: attachments
      .filter(({ type }) => /^message\/(?:global-)?delivery-status$/.test(type))
      .flatMap((one) => bouncedIn(decoded(one))),
    markers: [text, html].flatMap(markersIn),
    returnedIds: [...returned.map(decoded), text].flatMap((one) => returnedIdIn(one) ?? []),
  }
}

type Parsed = { email: Email; isRepaired: boolean }

async function parse(raw: Uint8Array): Promise<Parsed> {
  const { raw: mail, flow } = mendedMail(raw)
  const email = await PostalMime.parse(mail, limits)
  const isEmpty = wordsOf(email).trim() === '' && email.attachments.length === 0
  const mended = isEmpty ? withUsedBoundary(mail) : null
  const read =
    mended === null ? await repaired(mail, email) : await repaired(mended, await PostalMime.parse(mended, limits))
  const { text } = read.email
  return flow === null || text === undefined ? read : { ...read, email: { ...read.email, text: unflowed(text, flow) } }
}

const leastGain = 4

/** Letters that nobody can read, in a charset that would make prose of them (§2.3). */
async function repaired(raw: Uint8Array, email: Email): Promise<Parsed> {
  if (!isDamaged(wordsOf(email))) return { email, isRepaired: false }
  const guesses = await Promise.all(
    cyrillicGuesses.map((charset) => PostalMime.parse(withCharset(raw, charset), limits)),
  )
  const scored = [email, ...guesses].map((one) => ({ one, score: likelihood(wordsOf(one)) }))
  const [best] = scored.toSorted((one, other) => other.score - one.score)
  // One damaged letter in few is no other charset.
  const isBetter = best !== undefined && best.score > likelihood(wordsOf(email)) + leastGain
  return isBetter ? { email: best.one, isRepaired: true } : { email, isRepaired: false }
}

function wordsOf({ text, html }: Email): string {
  return text !== undefined && text.trim() !== '' ? text : (html ?? '').replaceAll(/<[^<>]{0,2000}>/g, '')
}

/** Both say the same; the text is taken unless it is missing, or only the markup shows where the quote begins. */
function foldedText(
  text: string,
  htmlLines: (() => ReturnType<typeof linesOfHtml>) | null,
  facts: QuoteFacts,
): MailText {
  const ofText = foldQuotes(linesOfText(text), facts)
  if (htmlLines === null || (text.trim() !== '' && ofText.folded !== '')) return ofText
  const ofHtml = foldQuotes(htmlLines(), facts)
  return text.trim() === '' || (ofHtml.folded !== '' && ofHtml.kept !== '') ? ofHtml : ofText
}

function attachmentOf(one: Attachment): MailAttachment {
  const content = one.content
  const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content)
  const name = oneLine(one.filename ?? '')
    .replaceAll(/[/\\]/g, '_')
    .slice(0, 250)
  return {
    name: name === '' ? null : name,
    type: one.mimeType,
    bytes,
    contentId: one.contentId === undefined ? null : one.contentId.replaceAll(/[<>\s]/g, '').slice(0, 300),
    isInline: one.related === true || one.disposition === 'inline',
  }
}

function decoded({ bytes }: MailAttachment): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 200_000)).toString('utf8')
}

function isWinmail({ name, type }: MailAttachment): boolean {
  return name?.toLowerCase() === 'winmail.dat' || /^application\/(?:vnd\.)?ms-tnef$/.test(type)
}

function isEncrypted(attachments: readonly MailAttachment[], text: string): boolean {
  return (
    attachments.some(
      ({ type, name }) =>
        /^application\/(?:x-)?pkcs7-mime$/.test(type) || type === 'application/pgp-encrypted' || name === 'smime.p7m',
    ) || text.trimStart().startsWith('-----BEGIN PGP MESSAGE-----')
  )
}
