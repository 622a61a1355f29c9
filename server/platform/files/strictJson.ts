/**
 * JSON in which no object has a name twice. `JSON.parse` takes the last one, other readers the first: a document that is signed, or
 * that two people are to read alike, must not leave that open. Throws a SyntaxError.
 */
export function parseStrictJson(text: string): unknown {
  const value: unknown = JSON.parse(text)
  // Each name is followed by the one colon that stands outside of texts.
  if (colonsOutsideTexts(text) !== countNames(value)) throw new SyntaxError('an object has the same name twice')
  return value
}

const quote = '"'
const backslash = 92
const colon = 58
const quoteCode = 34

function colonsOutsideTexts(text: string): number {
  let colons = 0
  for (let i = 0; i < text.length; i++) {
    const letter = text.charCodeAt(i)
    if (letter === colon) colons += 1
    if (letter === quoteCode) i = endOfText(text, i)
  }
  return colons
}

/** Where the text that begins here ends: at the first quote with an even number of backslashes before it. */
export function endOfText(text: string, opens: number): number {
  for (let at = text.indexOf(quote, opens + 1); at >= 0; at = text.indexOf(quote, at + 1)) {
    let before = at - 1
    while (text.charCodeAt(before) === backslash) before -= 1
    if ((at - before) % 2 === 1) return at
  }
  return text.length
}

/** Without recursion: what is nested deeply is no reason to fail. */
function countNames(value: unknown): number {
  const left = [value]
  let names = 0
  for (let one = left.pop(); one !== undefined; one = left.pop()) {
    if (typeof one !== 'object' || one === null) continue
    const values: unknown[] = Object.values(one)
    if (!Array.isArray(one)) names += values.length
    for (const inner of values) left.push(inner)
  }
  return names
}
