/** A code has four groups of four signs (C1). */
export const codeLength = 16

/** Somebody who copies a code from paper often has the Russian keyboard on: letters that look alike are meant alike. */
const lookalikes: Readonly<Record<string, string>> = {
  А: 'A',
  В: 'B',
  Е: 'E',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: '0',
  Р: 'P',
  С: 'C',
  Т: 'T',
  У: 'Y',
  Х: 'X',
  І: '1',
  O: '0',
  I: '1',
  L: '1',
}

/** The signs of a code as they will be read: case, spaces, dashes and lookalikes make no difference. */
export function codeCharacters(typed: string): string {
  return Array.from(typed.normalize('NFKC').toUpperCase(), (sign) => lookalikes[sign] ?? sign)
    .filter((sign) => /^[0-9A-Z]$/.test(sign))
    .slice(0, codeLength)
    .join('')
}

/** XXXX-XXXX-XXXX-XXXX, as far as it has been typed. */
export function formatCode(typed: string): string {
  return (codeCharacters(typed).match(/.{1,4}/g) ?? []).join('-')
}

/** Where the caret belongs after formatting: behind as many signs as stood before it. */
export function caretAfter(typed: string, caret: number): number {
  const signs = codeCharacters(typed.slice(0, caret)).length
  const isAtEnd = signs === codeCharacters(typed).length
  return signs + Math.floor((isAtEnd ? Math.max(signs - 1, 0) : signs) / 4)
}
