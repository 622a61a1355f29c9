/** The words of an article, as they are looked for: each once. */
export type SearchedArticle = { words: ReadonlySet<string> }

const leastLetters = 3
const longestQuote = 240

export function wordsOf({
  title,
  body,
  phrasings,
}: {
  title: string
  body: string
  phrasings: readonly string[]
}): ReadonlySet<string> {
  return new Set(wordsIn([title, ...phrasings, body].join(' ')))
}

/** Which part of a question's words is found, by their beginnings; 0 to 1. */
export function scoreOf({ words }: SearchedArticle, question: string): number {
  const asked = [...new Set(wordsIn(question))]
  if (asked.length === 0) return 0
  const beginnings = [...words]
  return asked.filter((word) => beginnings.some((one) => one.startsWith(stemOf(word)))).length / asked.length
}

/** The part of the text that fits best, without marks; at most 240 letters. */
export function quoteOf(body: string, question: string): string {
  const paragraphs = body
    .split(/\n\s*\n/)
    .map((text) =>
      text
        .replaceAll(/[#*_`>|]+/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    )
    .filter((text) => text !== '')
  const scored = paragraphs.map((text) => ({ text, score: scoreOf({ words: new Set(wordsIn(text)) }, question) }))
  const best = scored.toSorted((one, other) => other.score - one.score)[0]?.text ?? ''
  return best.length > longestQuote ? `${best.slice(0, longestQuote - 1).trimEnd()}…` : best
}

function wordsIn(text: string): string[] {
  const plain = text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е')
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).filter(({ length }) => length >= leastLetters)
}

/** Without what Russian and Ukrainian words end in. */
function stemOf(word: string): string {
  return word.length <= 4 ? word : word.slice(0, Math.max(4, word.length - 2))
}
