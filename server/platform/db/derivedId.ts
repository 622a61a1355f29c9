import { createHash } from 'node:crypto'

/** A UUID that the same event always gives, so that what was half done is gone on with and never done twice. */
export function derivedId(eventId: string, what: string): string {
  const hex = createHash('sha256').update(`${eventId} ${what}`).digest('hex')
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
