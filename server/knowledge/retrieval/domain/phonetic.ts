/** Cyrillic letters (ru, uk) by how they sound; one alphabet in which "рутуб" and "rutube", "звіт" and "звит" nearly meet. */
const soundOf: Readonly<Record<string, string>> = Object.fromEntries(
  `а=a б=b в=v г=g ґ=g д=d е=e є=e э=e ж=j з=z и=i і=i ї=i й=i ы=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=h
ц=c ч=q ш=w щ=w ъ= ь= ю=iu я=ia`
    .split(/\s/)
    .map((pair) => [pair.slice(0, 1), pair.slice(2)] as const),
)

/** Latin spellings, longest first, in the order in which they are tried. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/w/g, 'v'],
  [/qu/g, 'kv'],
  [/q/g, 'k'],
  [/sch|sh/g, 'w'],
  [/tch|ch/g, 'q'],
  [/zh/g, 'j'],
  [/kh/g, 'h'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/ck/g, 'k'],
  [/i[sz]ation/g, 'izacia'],
  [/tion/g, 'cia'],
  [/sion/g, 'sia'],
  [/ture\b/g, 'tura'],
  [/[ou]gy\b/g, 'ogia'],
  [/\beu/g, 'ev'],
  [/au(?=[tgs])/g, 'av'],
  [/oo|ou/g, 'u'],
  [/ee/g, 'i'],
  [/x/g, 'ks'],
  [/c(?![eiy])/g, 'k'],
  [/y/g, 'i'],
  [/(?<=\w{3})e\b/g, ''],
]

/** A word in the phonetic alphabet: small Latin letters and digits, doubled letters once. */
export function sound(word: string): string {
  const latin = /[a-z]/.test(word) ? spelledLatin(word) : word.replaceAll(/д(?=ж)/g, '')
  let sounds = ''
  for (const letter of latin) {
    const one = soundOf[letter] ?? (isPhonetic(letter) ? letter : '')
    sounds += one === sounds.at(-1) && !/\d/.test(one) ? '' : one
  }
  return sounds
}

function spelledLatin(word: string): string {
  return spellings.reduce((spelled, [pattern, sounds]) => spelled.replaceAll(pattern, sounds), word)
}

function isPhonetic(letter: string): boolean {
  return /[a-z0-9]/.test(letter)
}

/** The boundary, a–z, 0–9. */
const letters = 37

function codeAt(text: string, index: number): number {
  const code = text.charCodeAt(index)
  if (code === 95) return 0
  return code < 58 ? code - 48 + 27 : code - 96
}

/** Grams of three begin here, those of four above them. */
const foursFrom = letters ** 3

export const gramsBelow = foursFrom + letters ** 4

export function isFour(gram: number): boolean {
  return gram >= foursFrom
}

const mostCached = 10_000
const known = new Map<string, readonly number[]>()

/**
 * All runs of three and four letters of a word with its boundaries, as numbers: what is left of a word with a typo, in another form or
 * in a related language. An open word has no end yet.
 */
export function gramsOfWord(word: string, isOpen = false): readonly number[] {
  if (isOpen) return gramsOf(`_${sound(word)}`)
  const cached = known.get(word)
  if (cached !== undefined) return cached
  const grams = gramsOf(`_${sound(word)}_`)
  if (known.size >= mostCached) known.clear()
  known.set(word, grams)
  return grams
}

function gramsOf(text: string): number[] {
  const grams: number[] = []
  if (text === '__') return grams
  for (let at = 0; at + 3 <= text.length; at += 1) {
    const three = (codeAt(text, at) * letters + codeAt(text, at + 1)) * letters + codeAt(text, at + 2)
    grams.push(three)
    if (at + 4 <= text.length) grams.push(foursFrom + three * letters + codeAt(text, at + 3))
  }
  return grams
}
