import { isIntro } from './intros.ts'

/** A line of a mail as the rules for quotes see it (§2.7). */
export type MailLine = {
  text: string
  /** Which quote it belongs to, counted from 1; 0: none. */
  quote: number
  /** How that quote is marked: by `>`, by markup that only an answer's quote has, or as anybody may quote. */
  by: 'none' | 'angle' | 'answer' | 'own'
  /** Markup says that this line introduces a quote. */
  isIntro: boolean
  /** Markup says that the older message begins here and goes to the end. */
  beginsOlder: boolean
}

const plain: MailLine = { text: '', quote: 0, by: 'none', isIntro: false, beginsOlder: false }
const mostBlanks = 2

/** Lines that begin with `>` next to each other are one quote, empty lines between them too. */
export function linesOfText(text: string): MailLine[] {
  const lines = tidy(text).split('\n')
  const initials = initialsIn(lines)
  let quote = 0
  let isOpen = false
  return lines.map((line) => {
    const isQuoted = /^[ \u00A0]?>/.test(line) || (initials !== null && line.trimStart().startsWith(initials))
    if (isQuoted && !isOpen) quote += 1
    if (line.trim() !== '') isOpen = isQuoted
    return isQuoted ? { ...plain, text: line, quote, by: 'angle' } : { ...plain, text: line }
  })
}

/** Some put the writer's initials before the `>`; below an intro alone, for a menu's path looks the same. */
function initialsIn(lines: readonly string[]): string | null {
  let before = ''
  for (const line of lines.slice(0, 2_000)) {
    const initials = /^\p{Lu}{1,4}>/u.exec(line.trimStart())?.[0]
    if (initials !== undefined && isIntro(before, true)) return initials
    if (line.trim() !== '') before = line
  }
  return null
}

/** Without pictures' placeholders and letters that are not seen. */
function tidy(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\u200B\uFEFF\uFFFC]/g, '')
    .replaceAll('\0', '')
    .replaceAll(/\[(?:image|cid): ?[^\]\n]{1,300}\]/gi, '')
    .replaceAll(/^<[^<>\n]{1,200}\.(?:png|jpe?g|gif|heic)>$/gim, '')
    .replaceAll(/\[https?:\/\/[^\]\s]{1,500}\.(?:png|jpe?g|gif|svg|webp)\]/gi, '')
}

export function textOf(lines: readonly MailLine[]): string {
  const out: string[] = []
  let blanks = 0
  for (const { text } of lines) {
    if (/^[> ]{0,20}opora-ref:\w{24}$/i.test(text.trim())) continue
    const line = text.trimEnd()
    blanks = line === '' ? blanks + 1 : 0
    if (blanks < mostBlanks) out.push(line)
  }
  return out.join('\n').replace(/^\n+/, '').trimEnd()
}

export function plainLine(change: Partial<MailLine>): MailLine {
  return { ...plain, ...change }
}

/** `dropsSpace`: the space at which a line was broken is no part of the text. */
export type Flow = { dropsSpace: boolean }

/** RFC 3676: lines that end with a space go on, within one depth of quotes; a space put before a line is taken off. */
export function unflowed(text: string, { dropsSpace }: Flow): string {
  const out: { depth: number; text: string; goesOn: boolean }[] = []
  for (const line of text.replaceAll(/\r\n?/g, '\n').split('\n')) {
    const marks = /^>*/.exec(line)?.[0].length ?? 0
    const written = line.slice(marks).replace(/^ /, '')
    const last = out.at(-1)
    const goesOn = written.endsWith(' ') && written !== '-- ' && written.trim() !== ''
    if (last?.goesOn === true && last.depth === marks && written !== '-- ') {
      last.text = (dropsSpace ? last.text.slice(0, -1) : last.text) + written
      last.goesOn = goesOn
    } else out.push({ depth: marks, text: written, goesOn })
  }
  return out.map((one) => (one.depth === 0 ? notQuoted(one.text) : `${'>'.repeat(one.depth)} ${one.text}`)).join('\n')
}

/** What begins with `>` and is no quote keeps its distance. */
function notQuoted(text: string): string {
  return text.startsWith('>') ? `  ${text}` : text
}
