import { allOf, decodeHeader, type MailHeaders } from './headers.ts'

const strictAddress =
  /^[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,10}[\p{L}\p{N}-]{2,63}$/u
export type Mailbox = { address: string; name: string }

/** §2.4: exactly one From with exactly one address, read as it was written; anything that two readers might read in two ways is none. */
export function singleSender(headers: MailHeaders): Mailbox | null {
  const [value, ...others] = allOf(headers, 'from')
  if (value === undefined || others.length > 0 || !headers.isWhole || value.length > 2000) return null
  const parts = partsOf(value)
  if (parts === null) return null
  const { outside, angled } = parts
  if (angled.length > 1) return null
  const [inAngles] = angled
  const rest = outside.trim()
  if (inAngles === undefined) return boxOf(rest, '')
  // A bare address beside the brackets is taken for the sender by some readers.
  const isAmbiguous = /[@;:]/.test(rest) && rest.toLowerCase() !== inAngles.trim().toLowerCase()
  return isAmbiguous ? null : boxOf(inAngles, nameIn(value))
}

function boxOf(written: string, name: string): Mailbox | null {
  const text = decodedBytes(written.trim()).normalize('NFC').toLowerCase()
  return strictAddress.test(text) ? { address: text, name } : null
}

/** Bytes above ASCII in an address can only be UTF-8. */
function decodedBytes(latin: string): string {
  return /[\u0080-\u00FF]/.test(latin) ? Buffer.from(latin, 'latin1').toString('utf8') : latin
}

function nameIn(value: string): string {
  const before = value.slice(0, value.lastIndexOf('<')).trim()
  const bare = /^"(.*)"$/.exec(before)?.[1]?.replaceAll(/\\(.)/g, '$1') ?? before
  return decodeHeader(bare).slice(0, 200)
}

/** What stands in angle brackets, and what outside of brackets, quotes and comments. Null: they do not close. */
function partsOf(value: string): { outside: string; angled: string[] } | null {
  const angled: string[] = []
  let [outside, inside] = ['', '']
  let [isQuoted, isAngled, depth] = [false, false, 0]
  for (let at = 0; at < value.length; at += 1) {
    const letter = value[at] ?? ''
    if (letter === '\\' && (isQuoted || depth > 0)) at += 1
    else if (isQuoted) isQuoted = letter !== '"'
    else if (letter === '(') {
      // An address that goes on after a comment is another one for every second reader.
      if (isAngled) return null
      depth += 1
      outside += ' '
    } else if (depth > 0) depth -= letter === ')' ? 1 : 0
    else if (isAngled) {
      if (letter === '<' || letter === '"') return null
      if (letter === '>') {
        angled.push(inside)
        ;[isAngled, inside] = [false, '']
      } else inside += letter
    } else if (letter === '"') isQuoted = true
    else if (letter === '<') isAngled = true
    else outside += letter
  }
  return isQuoted || isAngled || depth > 0 ? null : { outside, angled }
}

const looseAddress = /[\w.!#$%&'*+/=?^`{|}~-]{1,100}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,9}/g
const mostRecipients = 100

/** Whom it was written to, by these headers; leniently, for they prove nothing. In small letters. */
export function addressesIn(headers: MailHeaders, names: readonly string[]): string[] {
  const values = names.flatMap((name) => allOf(headers, name))
  const found = values.flatMap((value) => value.slice(0, 20_000).match(looseAddress) ?? [])
  return [...new Set(found.map((one) => one.toLowerCase()))].slice(0, mostRecipients)
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}

/** `support+t.abc@desk.example` → `t.abc`; null: not a plus address of this one. */
export function tagOf(address: string, ours: string, delimiter: string): string | null {
  const at = ours.lastIndexOf('@')
  const [begin, end] = [`${ours.slice(0, at)}${delimiter}`.toLowerCase(), ours.slice(at).toLowerCase()]
  const given = address.toLowerCase()
  return given.startsWith(begin) && given.endsWith(end) && given.length > begin.length + end.length
    ? given.slice(begin.length, -end.length)
    : null
}
