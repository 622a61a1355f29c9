import { frequentLetters } from './charsets.lexicon.ts'

const guesses = ['windows-1251', 'koi8-u'] as const
export type Guess = (typeof guesses)[number]
const strict = new TextDecoder('utf-8', { fatal: true })

/** Bytes whose charset nobody has said, or said wrongly: UTF-8 where they are that, else the likelier Cyrillic one (§2.3). */
export function decodeUnknown(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes)
  } catch {
    return likeliest(guesses.map((charset) => new TextDecoder(charset).decode(bytes)))
  }
}

/** A charset that nobody knows is decoded as if none were named. */
export function decodeNamed(bytes: Uint8Array, charset: string): string {
  const decoder = decoderOf(charset)
  const text = decoder === null ? null : decoder.decode(bytes)
  return text === null || isDamaged(text) ? decodeUnknown(bytes) : text
}

function decoderOf(charset: string): InstanceType<typeof TextDecoder> | null {
  try {
    return new TextDecoder(charset)
  } catch {
    return null
  }
}

/** More than 2 % of what cannot be decoded, or Cyrillic bytes read as Western letters. */
export function isDamaged(text: string): boolean {
  const letters = text.slice(0, 100_000)
  let [lost, western, latin] = [0, 0, 0]
  for (const letter of letters) {
    if (letter === '\uFFFD') lost += 1
    else if (letter >= '\u00C0' && letter <= '\u00FF') western += 1
    else if (/[a-z]/i.test(letter)) latin += 1
  }
  return lost > letters.length * 0.02 || (western > 5 && western > latin * 2)
}

export const cyrillicGuesses: readonly Guess[] = guesses

export function likeliest(texts: readonly string[]): string {
  const [first = ''] = texts.toSorted((one, other) => likelihood(other) - likelihood(one))
  return first
}

/** How much a text looks like Cyrillic prose: frequent small letters; a large one after a small one speaks against it. */
export function likelihood(text: string): number {
  let score = 0
  let before = ' '
  for (const letter of text.slice(0, 20_000)) {
    if (frequentLetters.has(letter)) score += 1
    else if (letter === '\uFFFD' || (letter >= '\u0080' && !/\p{L}|\p{P}|\s/u.test(letter))) score -= 2
    else if (/\p{Lu}/u.test(letter) && /\p{Ll}/u.test(before)) score -= 2
    before = letter
  }
  return score
}
