const longest = 100
/** Whoever greets or thanks has not said yet what it is about. */
const greeting =
  /^(?:(?:здравствуй(?:те)?|добр(?:ый|ое|ого)\s+(?:день|вечер|утро|дня|времени суток)|привет|коллеги|вітаю|добрий\s+(?:день|вечір|ранок)|доброго\s+(?:дня|вечора|ранку)|привіт|hello|hi|good\s+(?:morning|afternoon|evening|day)|dear\s+\w+)(?!\p{L})[\s,.!)]*)+/iu
const endOfSentence = /(?<=[.!?…])\s+|\n+/u
/** Of code and of what is bold: a list shows no marks. */
const pairs = /(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1/gu
/** More of a sentence is not looked at: what is typed is read at each key. */
const lookedAt = 400
const marks = /^[\s>*_#\d.)\-–—•]+/u

/** T4: the first sentence that says something, short enough for a list. */
export function proposedSubject(text: string): string {
  const [first = ''] = text
    .split(endOfSentence)
    .map((sentence) => plain(sentence.slice(0, lookedAt)))
    .filter((sentence) => /\p{L}/u.test(sentence))
  return shortened(first.replace(/[.…]+$/u, '') || text.trim())
}

function plain(sentence: string): string {
  return sentence.replaceAll(pairs, '$2').replace(marks, '').replace(greeting, '').trim()
}

/** Cut between words where there is one; never through a character. */
function shortened(sentence: string): string {
  const line = sentence.replaceAll(/\s+/gu, ' ').trim()
  if (line.length <= longest) return line
  const cut = line.slice(0, longest)
  const space = cut.lastIndexOf(' ')
  const whole = space > longest / 2 ? cut.slice(0, space) : cut
  return `${whole
    .toWellFormed()
    .replace(/\uFFFD$/u, '')
    .trim()}…`
}
