/** Groups of digits that may be one number: of a phone, or an amount written with blanks. */
export type Digits = {
  start: number
  end: number
  groups: string[]
  hasPlus: boolean
  hasBrackets: boolean
  hasDots: boolean
}

const mostGroups = 6
const mostDigits = 15
const localDigits = 7
/** Tables of figures are no list of phones. */
const mostNumbers = 2000

/** From each group on, all that may be read as one number; `text` is plain. */
export function numbersIn(text: string): Digits[] {
  const groups = Array.from(text.matchAll(/(?<![\p{L}\p{N}_])\p{Nd}+(?![\p{L}\p{N}_])/gu)).slice(0, mostNumbers)
  return groups.flatMap((_group, first) => {
    const found: Digits[] = []
    const start = groups[first]?.index ?? 0
    let end = start
    for (const [place, group] of groups.slice(first, first + mostGroups).entries()) {
      if (place > 0 && !/^[-() .]{1,3}$/.test(text.slice(end, group.index))) break
      end = group.index + group[0].length
      const written = text.slice(start, end)
      const read = groups.slice(first, first + place + 1).map(([digits]) => digits)
      if (read.join('').length > mostDigits) break
      found.push({
        start,
        end,
        groups: read,
        hasPlus: /\+ ?\(?$/.test(text.slice(Math.max(0, start - 3), start)),
        hasBrackets: /[()]/.test(written) || text[start - 1] === '(',
        hasDots: written.includes('.'),
      })
    }
    return found
  })
}

/** The number without what is dialled before it (7 and 8, 380 and 0), so that all ways of writing it meet. Null where it is no phone. */
export function phoneOf({ groups, hasPlus }: Digits): string | null {
  const digits = groups.join('')
  if (digits.length === 11 && /^[78]/.test(digits)) return digits.slice(1)
  if (digits.length === 12 && digits.startsWith('380')) return digits.slice(3)
  if (digits.length === 10 && digits.startsWith('0')) return digits.slice(1)
  if (digits.length === 10 || digits.length === 9) return digits
  if (hasPlus && digits.length > localDigits) return digits
  return groups.length > 1 && digits.length === localDigits ? digits : null
}

/** Nothing else is written like this: then its groups mean nothing each by itself. */
export function isSurelyPhone(number: Digits): boolean {
  const { length } = number.groups.join('')
  const phone = phoneOf(number)
  if (phone === null || phone.length < 9) return false
  return phone.length < length || number.hasPlus || number.hasBrackets
}

/** What a number in a text is found by: whole, with and without what is dialled before it, and its local end. */
export function numberTerms(number: Digits): string[] {
  const phone = phoneOf(number)
  const digits = number.groups.join('')
  // Between dots stand versions, addresses and dates.
  if (number.hasDots && !isSurelyPhone(number)) return []
  if (phone === null) return isAmount(number) ? [digits] : []
  if (phone.length < 9) return [phone]
  const local = phone.slice(-localDigits)
  if (phone.length === 10) return [phone, `7${phone}`, `8${phone}`, local]
  return phone.length === 9 ? [phone, `380${phone}`, `0${phone}`, local] : [phone, local]
}

/** Thousands apart: 10 000. */
function isAmount({ groups }: Digits): boolean {
  const [first = '', ...others] = groups
  return others.length > 0 && first.length <= 3 && others.every(({ length }) => length === 3)
}
