import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatCode, hashCode, lastGroup, makeCode, normalizeCode } from '#server/connections/codes/domain/code.ts'

const alphabet = Array.from('0123456789ABCDEFGHJKMNPQRSTVWXYZ')
const code = makeCode(Uint8Array.from({ length: 15 }, (_byte, index) => index * 37 + 5))
const codes = fc.uint8Array({ minLength: 15, maxLength: 15 }).map(makeCode)

function withLetter(text: string, position: number, letter: string): string {
  return text.slice(0, position) + letter + text.slice(position + 1)
}

function swapped(text: string, one: number, other: number): string {
  return withLetter(withLetter(text, one, text.charAt(other)), other, text.charAt(one))
}

describe('C1 a support code', () => {
  it('is four groups of four from the Crockford alphabet', () => {
    expect(formatCode(code)).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(lastGroup(code)).toBe(formatCode(code).split('-')[3])
  })

  it('uses every letter at every place', () => {
    const seen = alphabet.map((_letter, value) => makeCode(new Uint8Array(15).fill(value)))

    for (let place = 0; place < 15; place++)
      expect(new Set(seen.map((each) => each.charAt(place)))).toEqual(new Set(alphabet))
  })

  it('needs chance for every character', () => {
    expect(() => makeCode(new Uint8Array(14))).toThrow(RangeError)
  })

  it('is read as it was printed', () => {
    fc.assert(
      fc.property(codes, (each) => {
        expect(normalizeCode(formatCode(each))).toBe(each)
      }),
    )
  })

  it('is read in lower case, with any spaces and dashes, and with the letters that look alike', () => {
    const sloppy = fc.tuple(codes, fc.infiniteStream(fc.integer({ min: 0, max: 5 })))
    fc.assert(
      fc.property(sloppy, ([each, choices]) => {
        const typed = Array.from(each)
          .map((letter) => misread(letter, choices.next().value ?? 0))
          .join('')

        expect(normalizeCode(typed)).toBe(each)
      }),
    )
  })

  it('is read with the Cyrillic letters that look the same', () => {
    const cyrillic: Record<string, string> = {
      A: 'а',
      B: 'В',
      C: 'с',
      E: 'е',
      H: 'Н',
      K: 'к',
      M: 'М',
      P: 'р',
      T: 'т',
      X: 'х',
      Y: 'у',
      1: 'І',
    }
    fc.assert(
      fc.property(codes, (each) => {
        const typed = Array.from(each, (letter) => cyrillic[letter] ?? letter).join('')

        expect(normalizeCode(typed)).toBe(each)
      }),
    )
  })

  it('is read without what a chat puts into a copied text and does not show', () => {
    const unseen = ['\u200b', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u202a', '\u202c', '\u3164']
    fc.assert(
      fc.property(codes, fc.array(fc.constantFrom(...unseen), { minLength: 1, maxLength: 6 }), (each, marks) => {
        const typed = `${marks[0] ?? ''}${formatCode(each)
          .split('-')
          .join(`-${marks.join('')}`)}${marks.at(-1) ?? ''}`

        expect(normalizeCode(typed)).toBe(each)
      }),
    )
  })

  it.each(['', 'ABCD', '0000-0000-0000-000U', '0'.repeat(17), '0000-0000-0000-000!'])('"%s" is no code', (typed) => {
    expect(normalizeCode(typed)).toBeNull()
  })

  it('any single wrong character is noticed', () => {
    for (let place = 0; place < 16; place++) {
      for (const letter of alphabet.filter((each) => each !== code.charAt(place))) {
        expect(normalizeCode(withLetter(code, place, letter))).toBeNull()
      }
    }
  })

  it('any two swapped characters are noticed, wherever and whatever they are', () => {
    for (let one = 0; one < 16; one++) {
      for (let other = one + 1; other < 16; other++) {
        for (const first of alphabet) {
          // The sum is linear, so one code with each difference of the two letters stands for all codes.
          const each = fixed(withLetter(withLetter('0'.repeat(16), one, first), other, 'Z'), one, other)
          if (each === null || each.charAt(one) === each.charAt(other)) continue
          expect(normalizeCode(swapped(each, one, other))).toBeNull()
        }
      }
    }
  })

  it('control: a check that only adds up would miss swapped characters', () => {
    expect(plainSum(swapped(code, 2, 3))).toBe(plainSum(code))
    expect(normalizeCode(swapped(code, 2, 3))).toBeNull()
  })
})

describe('C2 what is stored of a code', () => {
  it('is a hash that needs the pepper', () => {
    expect(hashCode(code, 'pepper')).toMatch(/^[0-9a-f]{64}$/)
    expect(hashCode(code, 'pepper')).toBe(hashCode(code, 'pepper'))
    expect(hashCode(code, 'salt')).not.toBe(hashCode(code, 'pepper'))
  })
})

/** A valid code that keeps the letters at these two places: another place is changed until the check fits. */
function fixed(text: string, one: number, other: number): string | null {
  const spare = [0, 1, 2].find((place) => place !== one && place !== other) ?? 0
  return alphabet.map((letter) => withLetter(text, spare, letter)).find((each) => normalizeCode(each) !== null) ?? null
}

function plainSum(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum ^ alphabet.indexOf(letter), 0)
}

function misread(letter: string, choice: number): string {
  const zero = ['0', 'o', 'O', ' 0', '0-', '–o']
  const one = ['1', 'i', 'I', 'l', 'L', '1 ']
  const any = [letter, letter.toLowerCase(), `${letter}-`, ` ${letter}`, `${letter}\u00a0`, `\t${letter}`]
  const choices: Record<string, string[]> = { '0': zero, '1': one }
  return (choices[letter] ?? any)[choice] ?? letter
}
