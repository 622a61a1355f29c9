import { isIntro, longestLine } from './intros.ts'
import { textOf, type MailLine } from './lines.ts'
import { deviceLine, forwardRules, getAppLine, headLabels, olderRules, subjectPrefix } from './quotes.lexicon.ts'
import type { MailText } from './readMail.types.ts'

export type QuoteFacts = {
  /** Passed on as a whole: nothing of it is a quote of ours. */
  isForward: boolean
  /** Addresses of the desk and of the writer: whose older message it may be. In small letters. */
  known: readonly string[]
}

/** So many lines are looked at; of those after them, only how they are marked. */
const mostLines = 2_000
/** Who writes more than this after a quote, or between two, answers in it: then all of it is needed to understand. */
const inlineLetters = 40

export function isForwarded(subject: string): boolean {
  return subjectPrefix.exec(subject)?.[2] !== undefined
}

/** §2.7: takes off the older messages below an answer. When nothing would be left, everything stays. */
export function foldQuotes(lines: readonly MailLine[], facts: QuoteFacts): MailText {
  const forward = lines.slice(0, mostLines).findIndex((line) => line.quote === 0 && isForwardRule(line.text))
  const isForward = facts.isForward
  const end = forward < 0 ? lines.length : forward
  const older = isForward ? end : olderFrom(lines, end, facts)
  const taken = new Set(isForward ? [] : quotesIn(lines, older))
  for (let at = older; at < end; at += 1) taken.add(at)
  for (const at of deviceLines(lines, Math.min(older, end), taken)) taken.add(at)
  const own = lines.filter((_, at) => !taken.has(at))
  const folded = lines.filter((_, at) => taken.has(at))
  const isEmpty = own.every(({ text }) => text.trim() === '')
  const quoted = folded.some(
    ({ text, quote }) => text.trim() !== '' && (quote > 0 || (!isDevice(text) && !isLoneDash(text))),
  )
  if (isEmpty && quoted) return { kept: textOf(lines), folded: '' }
  return { kept: textOf(own), folded: textOf(folded) }
}

/** Where the older message begins that goes to the end; `end`: nowhere. */
function olderFrom(lines: readonly MailLine[], end: number, facts: QuoteFacts): number {
  const last = Math.min(end, mostLines)
  for (let at = 0; at < last; at += 1) {
    const line = lines[at]
    if (line === undefined) break
    if (line.beginsOlder) return at
    if (line.quote > 0 || line.text.trim() === '') continue
    if (isRule(line.text, olderRules)) return at
    if (beginsHead(lines, at, facts)) return ruledBefore(lines, at)
    if (beginsUnmarked(lines, at, facts)) return at
  }
  return end
}

/** A line of underscores above the head belongs to it. */
function ruledBefore(lines: readonly MailLine[], at: number): number {
  let before = at - 1
  while (before >= 0 && lines[before]?.text.trim() === '') before -= 1
  return before >= 0 && /^[_-]{5,}$/.test(lines[before]?.text.trim() ?? '') ? before : at
}

/** A dashed line with one of these words. */
function isRule(text: string, rules: readonly string[]): boolean {
  const { dashes, words } = ruleIn(text)
  return dashes >= 2 && rules.some((rule) => words.startsWith(rule))
}

/** Apple Mail writes it without dashes, as a line of its own. */
function isForwardRule(text: string): boolean {
  return isRule(text, forwardRules) || (text.trim().endsWith(':') && forwardRules.includes(ruleIn(text).words))
}

function ruleIn(text: string): { dashes: number; words: string } {
  const line = text.slice(0, longestLine).trim()
  const begin = /^[-_=*~\s]*/.exec(line)?.[0] ?? ''
  const words = line.slice(begin.length).replace(/[-_=*~:\s]{1,100}$/, '')
  return { dashes: begin.replaceAll(/\s/g, '').length, words: words.length > 100 ? '' : words.toLowerCase() }
}

/**
 * From, and at least two others of a head, without an empty line between them: one alone, or two, are prose. Who only shows a mail of
 * others writes such lines as well, so it has to be Outlook's, or one of ours.
 */
function beginsHead(lines: readonly MailLine[], at: number, { known }: QuoteFacts): boolean {
  if (!headLabels.from.test((lines[at]?.text ?? '').trim())) return false
  const block: string[] = []
  for (const { text } of lines.slice(at, at + 8)) {
    if (text.trim() === '') break
    block.push(text.trim().slice(0, longestLine))
  }
  const has = (label: RegExp) => block.some((line) => label.test(line))
  const { sent, date, to, copy, subject } = headLabels
  const others = [has(sent) || has(date), has(to), has(copy), has(subject)].filter(Boolean).length
  const whole = block.join(' ').toLowerCase()
  return others >= 2 && (has(sent) || known.some((address) => whole.includes(address)))
}

/** An intro of one of our messages without any mark on what follows. */
function beginsUnmarked(lines: readonly MailLine[], at: number, { known }: QuoteFacts): boolean {
  const [first = '', second = ''] = lines.slice(at, at + 2).map(({ text }) => text.trim())
  const joined = first.endsWith(':') ? first : `${first} ${second}`
  if (!known.some((address) => joined.toLowerCase().includes(address)) || !isIntro(joined, true)) return false
  const next = lines.slice(at + (first.endsWith(':') ? 1 : 2)).find(({ text }) => text.trim() !== '')
  return next !== undefined && next.quote === 0
}

type Run = { from: number; until: number; by: MailLine['by']; quote: number }

/** The lines of quotes that are older messages, with their intros; none when somebody has answered inside of them. */
function quotesIn(lines: readonly MailLine[], end: number): number[] {
  const lastWritten = lines.slice(0, end).findLastIndex(({ text, quote }) => quote === 0 && isWritten(text))
  const older = runsIn(lines, end)
    .map((run) => ({ ...run, intro: introBefore(lines, run) }))
    .filter((run) => isOlderQuote(lines, run, lastWritten))
  const [first] = older
  if (first === undefined) return []
  const taken = new Set(older.flatMap(({ from, until, intro }) => [...intro, ...range(from, until)]))
  let letters = 0
  for (let at = first.until; at < end; at += 1) {
    const text = lines[at]?.text ?? ''
    if (!taken.has(at) && isWritten(text)) letters += text.trim().length
  }
  return letters > inlineLetters ? [] : [...taken]
}

function isWritten(text: string): boolean {
  return text.trim() !== '' && !isDevice(text)
}

/** Empty lines inside of a quote are its own. */
function runsIn(lines: readonly MailLine[], end: number): Run[] {
  const runs: Run[] = []
  for (let at = 0; at < end; at += 1) {
    const { quote = 0, by = 'none', text = '' } = lines[at] ?? {}
    const last = runs.at(-1)
    if (quote > 0 && last?.quote === quote) last.until = at + 1
    else if (quote > 0 && text.trim() !== '') runs.push({ from: at, until: at + 1, by, quote })
  }
  return runs
}

function isOlderQuote(lines: readonly MailLine[], run: Run & { intro: number[] }, lastWritten: number): boolean {
  if (run.by === 'answer' || run.intro.length > 0) return true
  const first = lines.slice(run.from, Math.min(run.from + 3, run.until)).map(({ text }) => text)
  const isIntroduced = first.some((_, index) =>
    isIntro(
      first
        .slice(0, index + 1)
        .join(' ')
        .replaceAll(' >', ' '),
      true,
    ),
  )
  return isIntroduced || (run.by === 'angle' && run.until > lastWritten)
}

/** One to three lines right above, or what markup says is one. */
function introBefore(lines: readonly MailLine[], run: Run): number[] {
  let at = run.from - 1
  while (at >= 0 && lines[at]?.text.trim() === '') at -= 1
  const marked: number[] = []
  while (at - marked.length >= 0 && lines[at - marked.length]?.isIntro === true) marked.push(at - marked.length)
  if (marked.length > 0) return marked
  for (const count of [1, 2, 3]) {
    const above = lines.slice(Math.max(0, at - count + 1), at + 1)
    if (above.some(({ text, quote }) => text.trim() === '' || quote > 0)) return []
    if (isIntro(above.map(({ text }) => text.trim()).join(' '), false)) return range(at - above.length + 1, at + 1)
  }
  return []
}

function range(from: number, until: number): number[] {
  return Array.from({ length: until - from }, (_, index) => from + index)
}

function isDevice(text: string): boolean {
  const line = text.trim().replaceAll(/[ \u00A0\t]{1,20}/g, ' ')
  return line.length <= 160 && (deviceLine.test(line) || getAppLine.test(line))
}

function isLoneDash(text: string): boolean {
  return /^--?$/.test(text.trim())
}

/** The last lines of what was written, with the lone `--` above them. */
function deviceLines(lines: readonly MailLine[], end: number, taken: ReadonlySet<number>): number[] {
  const written = range(0, Math.min(end, mostLines)).filter((at) => !taken.has(at) && lines[at]?.text.trim() !== '')
  const found: number[] = []
  for (let last = written.pop(); last !== undefined && isDevice(lines[last]?.text ?? ''); last = written.pop()) {
    found.push(last)
    const above = written.at(-1)
    if (above !== undefined && isLoneDash(lines[above]?.text ?? '')) found.push(written.pop() ?? above)
  }
  return found
}
