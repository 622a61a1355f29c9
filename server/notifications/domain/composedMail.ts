import { escapeHtml } from './escapeHtml.ts'
import { plainOf } from './bbText.ts'

/** What a line of a letter keeps until the letter is written: as it was said in the portal, in BB code. */
export type LineContent = {
  text: string
  /** Null: nothing of a ticket. `subject` null: whoever reads it may not know what the ticket is about (E2). */
  ticket: { number: string; subject: string | null } | null
}

export type MailWords = { open: string; cannotAnswer: string; settings: string }
export type MailMessage = { author: string; at: string; text: string }
export type ComposedFrom = {
  words: MailWords
  /** Where links inside the portal begin, as `https://firm.bitrix24.ru`. */
  origin: string
  lines: readonly LineContent[]
  /** What was written in the ticket and not read yet; never a note (T8). */
  messages: readonly MailMessage[]
}
export type ComposedMail = { subject: string; text: string; html: string }

const mostSubjectLetters = 160

/** D4: one letter of everything that was gathered about one thing. */
export function composeMail({ words, origin, lines, messages }: ComposedFrom): ComposedMail {
  const said = [...new Set(lines.map(({ text }) => text))].map((text) => partsOf(text, origin))
  const url = said.findLast((one) => one.url !== null)?.url ?? null
  const paragraphs = said.map(({ plain }) => plain)
  const foot = `${words.cannotAnswer} ${words.settings}`
  const text = [
    ...paragraphs,
    ...messages.map(({ author, at, text: written }) => `${author}, ${at}\n${written}`),
    ...(url === null ? [] : [`${words.open}: ${url}`]),
    `-- \n${foot}`,
  ].join('\n\n')
  const html = [
    '<!doctype html><html><body style="font:15px/1.5 sans-serif">',
    ...paragraphs.map((one) => `<p>${escapeHtml(one)}</p>`),
    ...messages.map(
      ({ author, at, text: written }) =>
        `<p><b>${escapeHtml(author)}</b>, ${escapeHtml(at)}</p><p style="white-space:pre-wrap">${escapeHtml(written)}</p>`,
    ),
    ...(url === null ? [] : [`<p><a href="${escapeHtml(url)}">${escapeHtml(words.open)}</a></p>`]),
    `<p style="color:#666;font-size:13px">${escapeHtml(foot)}</p>`,
    '</body></html>',
  ].join('\n')
  return { subject: subjectOf(lines, paragraphs[0] ?? ''), text, html }
}

/** T2: the number stands in each subject, which stays the same for the whole ticket. */
function subjectOf(lines: readonly LineContent[], first: string): string {
  const ticket = lines.find((line) => line.ticket !== null)?.ticket ?? null
  const subject = ticket === null ? first : `[${ticket.number}] ${ticket.subject ?? ''}`
  const line = subject.replaceAll(/\s+/g, ' ').trim()
  return line.length > mostSubjectLetters ? `${line.slice(0, mostSubjectLetters).trimEnd()}…` : line
}

function partsOf(bb: string, origin: string): { plain: string; url: string | null } {
  const { plain, path } = plainOf(bb)
  return { plain, url: path === null ? null : `${origin}${path}` }
}

/** A few sentences and one link. */
export function linkHtml(paragraphs: readonly string[], { url, open }: { url: string; open: string }): string {
  const [first = '', ...others] = paragraphs.map((one) => `<p>${escapeHtml(one)}</p>`)
  const link = `<p><a href="${escapeHtml(url)}">${escapeHtml(open)}</a></p>`
  return [
    '<!doctype html><html><body style="font:15px/1.5 sans-serif">',
    first,
    link,
    ...others,
    '</body></html>',
  ].join('\n')
}
