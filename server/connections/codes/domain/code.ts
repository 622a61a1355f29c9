import { createHmac } from 'node:crypto'

/** Crockford's base32: no I, L, O and U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 16
const GROUP = 4

/** Fifteen random characters (75 bits) and a check character, without the dashes. */
export function makeCode(random: Uint8Array): string {
  if (random.length < LENGTH - 1) throw new RangeError('A support code needs 15 random bytes')
  const values = Array.from(random.subarray(0, LENGTH - 1), (byte) => byte % ALPHABET.length)
  return [...values, checkOf(values)].map((value) => ALPHABET.charAt(value)).join('')
}

/** Between the groups of a code, and what chats and documents put into a copied text without showing it. */
const invisibleOrBetween = /[\s\p{Dash}\p{Cf}\p{Default_Ignorable_Code_Point}_.]/gu

/** The code that was meant, or null if nobody can have issued what was typed (C1). */
export function normalizeCode(typed: string): string | null {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(invisibleOrBetween, '')
    .replace(/[OILАВЕКМНОРСТУХІ]/g, (letter) => MISREAD[letter] ?? letter)
  if (code.length !== LENGTH) return null
  const values = Array.from(code, (letter) => ALPHABET.indexOf(letter))
  if (values.includes(-1)) return null
  return checkOf(values.slice(0, -1)) === values.at(-1) ? code : null
}

export function formatCode(code: string): string {
  return code.replaceAll(/.{4}(?=.)/g, '$&-')
}

/** What may be shown of a code after it was issued (C2). */
export function lastGroup(code: string): string {
  return code.slice(-GROUP)
}

/** The pepper is not in the database, so that a copy of it cannot be searched for codes. */
export function hashCode(code: string, pepper: string | Uint8Array): string {
  return createHmac('sha256', pepper).update(code).digest('hex')
}

/** What was typed, as a digest; of what nobody can have issued it is one that no code has, made with the same work. */
export function digestOf(typed: string, pepper: Buffer): Buffer {
  return Buffer.from(hashCode(normalizeCode(typed) ?? '', pepper), 'hex')
}

/** What people type instead: letters that Crockford leaves out, and Cyrillic ones that look the same. */
const MISREAD: Readonly<Record<string, string>> = {
  O: '0',
  I: '1',
  L: '1',
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
}

/**
 * A weighted sum over the field of 32 elements. Every position has another weight that is not zero (powers of the generator 2),
 * so that any single wrong character and any two swapped ones, adjacent or not, change the sum. A sum modulo 31 or 37 would
 * not fit one character of 32.
 */
function checkOf(values: readonly number[]): number {
  return values.reduce((sum, value) => timesTwo(sum ^ value), 0)
}

/** In GF(32) with the polynomial x^5 + x^2 + 1. */
function timesTwo(element: number): number {
  const doubled = element << 1
  return doubled < 32 ? doubled : doubled ^ 0b100101
}
