const shortest = 2
const longest = 5
const usual = 3
/** Where a name has no letters that can be written in Latin ones. */
const nameless = 'DSK'
const alphabet = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ')

const latinOf: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ґ: 'g',
  д: 'd',
  е: 'e',
  є: 'ye',
  ё: 'yo',
  ж: 'zh',
  з: 'z',
  и: 'i',
  і: 'i',
  ї: 'yi',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'sch',
  ы: 'y',
  э: 'e',
  ю: 'yu',
  я: 'ya',
}

/** What companies are by law, in Latin letters: it tells none from another. */
const legalForms = new Set('OOO AO ZAO PAO OAO IP TOO TOV TDV PP FOP LLC LTD INC'.split(' '))

/**
 * From a desk's name, the first that nobody has: the first letters of its words, then more and more letters of the first word,
 * then two letters with others behind them.
 */
export function freePrefix(name: string, taken: ReadonlySet<string>): string {
  for (const prefix of prefixesOf(name)) if (!taken.has(prefix)) return prefix
  throw new Error(`${taken.size} prefixes are taken`)
}

function* prefixesOf(name: string): Generator<string> {
  const words = wordsOf(name)
  const initials = words
    .map((word) => word.charAt(0))
    .join('')
    .slice(0, longest)
  if (initials.length >= shortest) yield initials
  const first = words.find(({ length }) => length >= shortest) ?? nameless
  for (const length of [usual, usual + 1, longest, shortest]) {
    if (first.length >= length) yield first.slice(0, length)
  }
  const two = first.slice(0, shortest)
  for (const letter of alphabet) yield two + letter
  for (const letter of alphabet) for (const other of alphabet) yield two + letter + other
  for (const one of alphabet) for (const letter of alphabet) for (const other of alphabet) yield one + letter + other
}

function wordsOf(name: string): string[] {
  const words = (name.toLowerCase().match(/\p{L}+/gu) ?? []).map(inLatin).filter((word) => word !== '')
  const own = words.filter((word) => !legalForms.has(word))
  return own.length > 0 ? own : words
}

function inLatin(word: string): string {
  const letters = Array.from(
    word
      .normalize('NFD')
      .replaceAll(/(?<![еиі])\p{M}/gu, '')
      .normalize('NFC'),
  )
  return letters
    .map((letter) => latinOf[letter] ?? letter)
    .join('')
    .replaceAll(/[^a-z]/g, '')
    .toUpperCase()
}
