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
