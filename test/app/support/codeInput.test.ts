import fc from 'fast-check'
import { expect, it } from 'vitest'
import { caretAfter, formatCode, codeCharacters } from '#app/support/codeInput.ts'

it.each([
  ['abcd', 'ABCD'],
  ['abcde', 'ABCD-E'],
  ['abcd efgh 1234 5678', 'ABCD-EFGH-1234-5678'],
  ['ABCD-EFGH-1234-5678', 'ABCD-EFGH-1234-5678'],
  ['abcdefgh12345678лишнее', 'ABCD-EFGH-1234-5678'],
  ['oO0 iIlL1', '0001-1111'],
  ['АВЕКМНОРСТХ', 'ABEK-MH0P-CTX'],
  ['', ''],
])('C1 "%s" is understood as "%s"', (typed, expected) => {
  expect(formatCode(typed)).toBe(expected)
})

it('C1 formatting again changes nothing, whatever was typed', () => {
  fc.assert(
    fc.property(fc.string(), (typed) => {
      expect(formatCode(formatCode(typed))).toBe(formatCode(typed))
      expect(codeCharacters(formatCode(typed))).toBe(codeCharacters(typed))
    }),
  )
})

it.each([
  ['abcd', 4, 4],
  ['abcde', 5, 6],
  ['abxcd-efgh', 3, 3],
  ['abcd-efgh', 0, 0],
  ['ABCDx-EFGH', 5, 6],
])('the caret stays behind the same sign: %s at %i goes to %i', (typed, caret, expected) => {
  expect(caretAfter(typed, caret)).toBe(expected)
})
