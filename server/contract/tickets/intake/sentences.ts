import { linesOf } from './layout.ts'

/** A stretch of the text; `item` tells that it begins an item of a list, `paragraph` that a blank line or a new line is before it. */
export type Sentence = { start: number; end: number; opens: 'text' | 'sentence' | 'line' | 'paragraph' | 'item' }

const said = /^\s*[«"“].{8,}[»"”][.,;]?\s*$/u
const bullet = /^\s*(?:[-–—•*·+]|\d{1,2}[.)]|\p{L}\))\s+\S/u
const ending = /(?:[!?…]+["»”)]*|\.["»”)]*)(?=\s|$)/gu
const abbreviation =
  /(?:^|[\s(])(?:т|тел|стр|руб|грн|ул|г|им|др|пр|шт|тыс|млн|напр|e\.g|i\.e|etc|vs|no|т\.[дпек]|\d{1,2})\.$/u
/** "1) …; 2) …" in one line. */
const inlineNumber = /(?<=^|[\s;,.:])(\d{1,2})[.)](?=\s+\p{L})/gu
/** "По сайту: ". */
const heading = /^\s*\p{L}[\p{L}-]{1,20}(?: \p{L}[\p{L}-]{0,20}){0,2}:\s+\S/u
const wrappedAt = 60

export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = []
  let isAfterBlank = true
  let before = ''
  for (const line of linesOf(text)) {
    if (line.text.trim() === '') {
      isAfterBlank = true
      continue
    }
    const isItem = bullet.test(line.text) || said.test(line.text)
    const isWrapped = !isItem && !isAfterBlank && isBroken(before, line.text)
    const pieces = piecesOf(line.text)
    for (const [index, [start, end, isNumbered]] of pieces.entries()) {
      const last = sentences.at(-1)
      if (index === 0 && isWrapped && last !== undefined) {
        last.end = line.start + end
        continue
      }
      const opening = isItem ? 'item' : isAfterBlank ? 'paragraph' : 'line'
      sentences.push({
        start: line.start + start,
        end: line.start + end,
        opens: isNumbered ? 'item' : index === 0 ? opening : 'sentence',
      })
    }
    isAfterBlank = false
    before = line.text
  }
  return withHeadings(text, sentences)
}

/** "Лицензия: … Сервер: …": sentences with headings of their own are as items. */
function withHeadings(text: string, sentences: Sentence[]): Sentence[] {
  const isHeaded = ({ start, end }: Sentence) => heading.test(text.slice(start, Math.min(end, start + 50)))
  if (sentences.filter(isHeaded).length < 2) return sentences
  return sentences.map((sentence) => (isHeaded(sentence) ? { ...sentence, opens: 'item' } : sentence))
}

/** A mail program broke the line in the middle of a sentence. */
function isBroken(before: string, line: string): boolean {
  return (
    before.trimEnd().length >= wrappedAt &&
    /[\p{L}\p{N},]\s*$/u.test(before) &&
    /^\s*[\p{Ll}\p{N}(]/u.test(line) &&
    !heading.test(line)
  )
}

function piecesOf(line: string): [start: number, end: number, isNumbered: boolean][] {
  const numbers = [...line.matchAll(inlineNumber)]
  const isCounted = numbers.length > 1 && numbers.every((match, index) => Number(match[1]) === index + 1)
  const cuts = new Map<number, boolean>()
  for (const match of line.matchAll(ending)) {
    const end = match.index + match[0].length
    if (!abbreviation.test(line.slice(Math.max(0, end - 8), end))) cuts.set(end, false)
  }
  if (isCounted) for (const match of numbers) cuts.set(match.index, true)
  const places = [...cuts.entries()].toSorted(([one], [other]) => one - other)
  const pieces: [number, number, boolean][] = []
  let start = 0
  let isNumbered = false
  for (const [cut, next] of [...places, [line.length, false] as const]) {
    if (line.slice(start, cut).trim() !== '') pieces.push([start, cut, isNumbered])
    else if (!next && isNumbered) continue
    start = cut
    isNumbered = next
  }
  return pieces
}
