import { farewells, forwards, greetings, thanks } from './markers.lexicon.ts'
import { endAt, lexicon } from './phrases.ts'
import { has, normalized, readingOf } from './reading.ts'

type Line = { start: number; end: number; text: string }

const forward = lexicon(forwards)
const farewell = lexicon(farewells)
const greeting = lexicon(greetings)
const thanking = lexicon(thanks)
const quoted = /^\s{0,9}>/u
const oldMessage =
  /^[^\p{L}]{0,9}(?:original message|исходное сообщение|первоначальное сообщение|оригінальне повідомлення|(?:от|від|from): ?(?:поддержка|служба|техподдержка|підтримка|support|opora)|on .{4,80} wrote:|.{4,80}(?:пишет|писал|писала|пише|написал|написала|написав):\s{0,3}$)/u
const contact = /\+\d[\d ()-]{8,}|^[^\p{L}]{0,9}(?:тел|моб|факс|phone|tel|cell|mobile|office|whatsapp|viber)(?!\p{L})/u
const postscript = /^[^\p{L}]{0,9}(?:p\.?\s?s|з\.?ы)(?!\p{L})/u
const longestSignatureLine = 90
/** Before a greeting or thanks: the beginning of a line or of a sentence. */
const opening = /(?:^|[\n.!?>])\s{0,4}$/u
const address = /^(?:[ ,]{1,3}(?:коллеги|команда|колеги|team|all|everyone|support|opora))*[ \t]{0,3}[!,.)]{0,3}/u

/**
 * The text as it is read: in small letters and of the same length, with blanks for what says nothing of the problem: old
 * answers below, greetings, thanks, signatures. What somebody passes on ("FW", "переслали") is his own text.
 */
export function readable(text: string): string {
  const lines = linesOf(normalized(text))
  const own = lines.filter(({ text: line }) => !quoted.test(line))
  const isForwarded = lines.length > own.length && isPassedOn(own)
  const kept = withoutSignature(isForwarded ? lines.map(unquoted) : withoutOldMessages(lines))
  return withoutCourtesy(kept.map(({ text: line }) => line).join('\n'))
}

export function linesOf(text: string): Line[] {
  const lines: Line[] = []
  let start = 0
  for (const line of text.split('\n')) {
    lines.push({ start, end: start + line.length, text: line })
    start += line.length + 1
  }
  return lines
}

/** Above a quotation stands who sent it on, or nothing at all. */
function isPassedOn(own: readonly Line[]): boolean {
  const above = own.map(({ text }) => text).join('\n')
  return above.trim() === '' || has(above, forward)
}

/** The quoted lines; where nothing is marked as quoted, all that stands below "On Monday somebody wrote". */
function withoutOldMessages(lines: readonly Line[]): Line[] {
  const first = lines.findIndex(({ text }, index) => index > 0 && oldMessage.test(text))
  const isBelow = first >= 0 && !lines.some(({ text }) => quoted.test(text))
  return lines.map((line, index) => {
    const isOld = quoted.test(line.text) || index === first || (isBelow && index > first)
    return isOld ? blank(line) : line
  })
}

/** From "Kind regards" on, as long as the lines are short; a postscript below is read again. */
function withoutSignature(lines: readonly Line[]): Line[] {
  let isSignature = false
  return lines.map((line, index) => {
    const isShort = line.text.length <= longestSignatureLine
    if (!isShort || postscript.test(line.text)) isSignature = false
    else if (index > 0 && beginsWithFarewell(line.text)) isSignature = true
    return isSignature || isContact(line.text) ? blank(line) : line
  })
}

function beginsWithFarewell(line: string): boolean {
  const start = line.search(/[^\s>–—-]/u)
  return start >= 0 && endAt(farewell, line, start) !== null
}

function isContact(line: string): boolean {
  return line.length <= 2 * longestSignatureLine && contact.test(line) && (line.match(/\p{L}{4,}/gu) ?? []).length <= 4
}

function withoutCourtesy(text: string): string {
  const reading = readingOf(text)
  const spans = [
    ...reading
      .find(greeting)
      .map(({ start, end }) => ({ start, end: end + (address.exec(text.slice(end, end + 60))?.[0].length ?? 0) })),
    ...reading
      .find(thanking)
      .map(({ start, end }) => ({ start, end: end + text.slice(end, end + 160).search(/[.!?\n]|$/u) })),
  ].filter(({ start }) => opening.test(text.slice(Math.max(0, start - 6), start)))
  let read = ''
  for (const { start, end } of spans.toSorted((one, other) => one.start - other.start)) {
    if (start < read.length) continue
    read += text.slice(read.length, start) + blanks(text.slice(start, end))
  }
  return read + text.slice(read.length)
}

function unquoted(line: Line): Line {
  return { ...line, text: line.text.replace(/^[\s>]{1,20}/u, blanks) }
}

function blank(line: Line): Line {
  return { ...line, text: blanks(line.text) }
}

function blanks(text: string): string {
  return text.replaceAll(/[^\n]/g, ' ')
}
