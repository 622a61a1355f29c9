import { domainOf } from './addresses.ts'
import { allOf, type MailHeaders } from './headers.ts'
import type { Verdict } from './readMail.types.ts'

type Result = { method: string; result: string; text: string; properties: ReadonlyMap<string, string> }
/** The part of a domain that one owner has, by the list of public suffixes. */
export type OwnerOf = (domain: string) => string

/**
 * §2.4: what the trusted server says of the From address, in the topmost `Authentication-Results` with its name. Null: it says
 * nothing at all, so the signature has to be looked at by ourselves.
 */
export function verdictOfServer(
  headers: MailHeaders,
  { authserv, from, ownerOf }: { authserv: string; from: string; ownerOf: OwnerOf },
): Verdict | null {
  const value = allOf(headers, 'authentication-results').find((one) => isOf(one, authserv))
  if (value === undefined) return null
  const parts = splitResults(value)
  // What does not close may hold what the sender wrote.
  if (parts === null) return 'unproven'
  const results = parts.slice(1).flatMap((part) => resultOf(part) ?? [])
  return verdictOf(results, { from, ownerOf })
}

function verdictOf(results: readonly Result[], about: { from: string; ownerOf: OwnerOf }): Verdict {
  const ofDmarc = results.filter(({ method }) => method === 'dmarc')
  const failed = ofDmarc.filter(({ result }) => result === 'fail')
  if (failed.some(({ text }) => /(?:^|[\s(;.])(?:p|policy)\s*=\s*(?:reject|quarantine)\b/i.test(text))) return 'forged'
  if (failed.length > 0) return 'unproven'
  const isAligned = (domain: string | undefined) =>
    domain !== undefined && domain !== '' && about.ownerOf(domain) === about.ownerOf(domainOf(about.from))
  const passes = ofDmarc.filter(({ result }) => result === 'pass')
  const ofOther = passes.some(
    ({ properties }) => properties.has('header.from') && !isAligned(domainIn(properties, 'header.from')),
  )
  if (ofOther) return 'unproven'
  if (passes.length > 0) return 'proven'
  return results.some((one) => one.result === 'pass' && isAligned(provenDomain(one))) ? 'proven' : 'unproven'
}

/** For whom a passed result speaks. */
function provenDomain({ method, properties }: Result): string | undefined {
  if (method === 'dkim') return domainIn(properties, 'header.d') ?? domainIn(properties, 'header.i')
  return method === 'spf' ? domainIn(properties, 'smtp.mailfrom') : undefined
}

function domainIn(properties: ReadonlyMap<string, string>, name: string): string | undefined {
  const value = properties.get(name)
  return value === undefined ? undefined : domainOf(value.replaceAll(/[<>"]/g, ''))
}

/** The name, and perhaps a version after it. */
function isOf(value: string, authserv: string): boolean {
  const [first = ''] = value.replaceAll(/\([^()]{0,200}\)/g, ' ').split(';', 1)
  const [name = '', version, ...more] = first.trim().split(/\s+/)
  return (
    name.toLowerCase() === authserv.toLowerCase() &&
    (version === undefined || /^\d+$/.test(version)) &&
    more.length === 0
  )
}

/** By semicolons outside of quotes and comments. */
function splitResults(value: string): string[] | null {
  const parts: string[] = []
  let [part, isQuoted, depth] = ['', false, 0]
  for (let at = 0; at < value.length; at += 1) {
    const letter = value[at] ?? ''
    if (letter === '\\' && (isQuoted || depth > 0)) {
      part += letter + (value[at + 1] ?? '')
      at += 1
      continue
    }
    if (letter === '"' && depth === 0) isQuoted = !isQuoted
    else if (letter === '(' && !isQuoted) depth += 1
    else if (letter === ')' && !isQuoted) depth -= 1
    if (depth < 0) return null
    if (letter === ';' && !isQuoted && depth === 0) {
      parts.push(part)
      part = ''
    } else part += letter
  }
  return isQuoted || depth !== 0 ? null : [...parts, part]
}

function resultOf(part: string): Result | null {
  const bare = withoutComments(part)
  const [, method = '', result = ''] = /^\s*([a-z-]+)(?:\/\d+)?\s*=\s*([a-z]+)/i.exec(bare) ?? []
  if (method === '') return null
  const properties = new Map<string, string>()
  for (const [, name = '', value = ''] of bare.matchAll(
    /\b([a-z]{1,20}\.[a-z-]{1,40})\s*=\s*("[^"]{0,300}"|[^\s;]{0,400})/gi,
  )) {
    if (!properties.has(name.toLowerCase())) properties.set(name.toLowerCase(), value)
  }
  return { method: method.toLowerCase(), result: result.toLowerCase(), text: part, properties }
}

function withoutComments(part: string): string {
  let [bare, depth, isQuoted] = ['', 0, false]
  for (const letter of part) {
    if (letter === '"' && depth === 0) isQuoted = !isQuoted
    if (letter === '(' && !isQuoted) depth += 1
    if (depth === 0) bare += letter
    if (letter === ')' && !isQuoted) depth -= 1
  }
  return bare
}
