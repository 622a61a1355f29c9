/** Signs that people and keyboards put for an apostrophe; inside a word it is left out, as many leave it out themselves. */
const apostrophe = /(?<=\p{L})['’‘‛`´′ʹʻʼʽ＇](?=\p{L})/gu
const invisible = /\u00AD|[\u200B-\u200F]|\u2060|\uFEFF|\u0300|\u0301/gu
const hyphen = /[\u2010-\u2015\u2043\u2212\uFE58\uFE63\uFF0D]/gu

/** Letters that look alike in both scripts: whoever types "1С" hardly knows in which of them the keyboard was. */
const latinOf: ReadonlyMap<string, string> = new Map(
  Object.entries({
    а: 'a',
    в: 'b',
    с: 'c',
    е: 'e',
    н: 'h',
    к: 'k',
    м: 'm',
    о: 'o',
    р: 'p',
    т: 't',
    у: 'y',
    х: 'x',
    і: 'i',
    ј: 'j',
    ѕ: 's',
  }),
)
const cyrillicOf = new Map(Array.from(latinOf, ([cyrillic, latin]) => [latin, cyrillic]))
/** So few letters beside digits are a name ("1С", "24х7"), no word that has forms. */
const shortName = 3

/**
 * What texts and searches are before their words are taken: one function for both, so that nothing is written one way and looked
 * for another. Case, ё, accents, apostrophes, and the signs that look like a hyphen or a blank make no difference.
 */
export function plainText(text: string): string {
  const plain = text.normalize('NFC').replaceAll(invisible, '').toLowerCase().replaceAll('ё', 'е')
  return plain
    .replaceAll(apostrophe, '')
    .replaceAll(hyphen, '-')
    .replaceAll(/[^\S\n]/gu, ' ')
    .replaceAll(/(?<![\p{L}\p{N}])[vв](?=\d+\.\d)/gu, '')
}

/** A word in one script: letters that look alike are those of the script that the word is in otherwise. */
export function inOneScript(word: string): string {
  const letters = Array.from(word).filter((letter) => /\p{L}/u.test(letter))
  const cyrillic = letters.filter((letter) => /\p{Script=Cyrillic}/u.test(letter))
  if (cyrillic.length === 0) return word
  const mayBeLatin = cyrillic.every((letter) => latinOf.has(letter))
  if (cyrillic.length === letters.length) {
    const isShortName = /\p{N}/u.test(word) && letters.length <= shortName
    return mayBeLatin && isShortName ? inScript(word, latinOf) : word
  }
  const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter))
  const mayBeCyrillic = latin.every((letter) => cyrillicOf.has(letter))
  if (mayBeLatin && !(mayBeCyrillic && cyrillic.length >= latin.length)) return inScript(word, latinOf)
  return mayBeCyrillic ? inScript(word, cyrillicOf) : word
}

function inScript(word: string, letters: ReadonlyMap<string, string>): string {
  return Array.from(word, (letter) => letters.get(letter) ?? letter).join('')
}
