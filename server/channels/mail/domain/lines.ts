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
  let quote = 0
  let isOpen = false
  return tidy(text)
    .split('\n')
    .map((line) => {
      const isQuoted = /^[ \u00A0]?>/.test(line)
      if (isQuoted && !isOpen) quote += 1
      if (line.trim() !== '') isOpen = isQuoted
      return isQuoted ? { ...plain, text: line, quote, by: 'angle' } : { ...plain, text: line }
    })
}

/** Without pictures' placeholders and letters that are not seen. */
function tidy(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\u200B\uFEFF\uFFFC\u0000]/g, '')
    .replaceAll(/\[(?:image|cid): ?[^\]\n]{1,300}\]/gi, '')
    .replaceAll(/\[https?:\/\/[^\]\s]{1,500}\.(?:png|jpe?g|gif|svg|webp)\]/gi, '')
}

export function textOf(lines: readonly MailLine[]): string {
  const out: string[] = []
  let blanks = 0
  for (const { text } of lines) {
    const line = text.trimEnd()
    blanks = line === '' ? blanks + 1 : 0
    if (blanks < mostBlanks) out.push(line)
  }
  return out.join('\n').replace(/^\n+/, '').trimEnd()
}

export function plainLine(change: Partial<MailLine>): MailLine {
  return { ...plain, ...change }
}
