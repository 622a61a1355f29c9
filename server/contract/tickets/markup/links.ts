import type { Span } from './parts.ts'

const longestAddress = 2000

/** Nothing but these ever becomes a link; `javascript:` and `data:` stay text. */
const isFollowed = (href: string): boolean => /^(?:https?:\/\/[\p{L}\p{N}[]|mailto:[^\s@]+@)/iu.test(href)

/** `[label](address)`: brackets of the label and those of the address are balanced, and the address holds no blank. */
export function linkAt(
  text: string,
  start: number,
  closing: number,
): { end: number; href: string; label: string } | null {
  if (text[closing + 1] !== '(') return null
  const label = text.slice(start + 1, closing)
  const end = endOfAddress(text, closing + 2)
  if (end === null || label.trim() === '') return null
  const href = text.slice(closing + 2, end)
  return isFollowed(href) ? { end: end + 1, href, label } : null
}

function endOfAddress(text: string, start: number): number | null {
  let depth = 0
  for (let i = start; i < Math.min(text.length, start + longestAddress); i += 1) {
    const letter = text.charAt(i)
    if (/[\s<>]/.test(letter)) return null
    if (letter === '(') depth += 1
    if (letter === ')' && depth === 0) return i
    if (letter === ')') depth -= 1
  }
  return null
}

const written =
  /(?<![\p{L}\p{N}_@])(?:https?:\/\/(?=[\p{L}\p{N}[])|www\.(?=[\p{L}\p{N}-]{1,63}\.\p{L}))[^\s<>"«»„“”`|]{1,2000}|(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/giu

/** Addresses that stand in a text by themselves, as they were typed: nothing of them is decoded or shortened. */
export function addressesIn(text: string): Span[] {
  return Array.from(text.matchAll(written)).flatMap(({ index, 0: whole }) => {
    const address = withoutEnd(whole)
    const part = { kind: 'address' as const, href: hrefOf(address), text: address }
    return isFollowed(part.href) ? [{ start: index, end: index + address.length, part }] : []
  })
}

function hrefOf(address: string): string {
  if (/^https?:/i.test(address)) return address
  return /^www\./i.test(address) && !address.includes('@') ? `http://${address}` : `mailto:${address}`
}

/** What ends the sentence is no part of the address; a bracket is, where the address has opened it. */
function withoutEnd(address: string): string {
  let end = address.length
  let surplus = countOf(address, ')') - countOf(address, '(')
  while (end > 0) {
    const last = address.charAt(end - 1)
    if (last === ')' && surplus > 0) surplus -= 1
    else if (!/[.,:;!?*'\]}…’]/.test(last)) break
    end -= 1
  }
  return address.slice(0, end)
}

function countOf(text: string, sign: string): number {
  return text.split(sign).length - 1
}
