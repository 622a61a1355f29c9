import type { FoundBy, Known } from './decideMail.types.ts'
import type { Finders } from './readMail.types.ts'

/** §2.6: the first that is known, surest first. It only finds; whether the sender may write there, `decideMail` says. */
export function findTicket<Ticket>(finders: Finders, known: Known<Ticket>): { ticket: Ticket; by: FoundBy } | null {
  const ways: [FoundBy, readonly string[], ReadonlyMap<string, Ticket>][] = [
    ['token', finders.replyTokens, known.replyTokens],
    ['token', finders.bounceTokens, known.bounceTokens],
    ['reference', finders.messageIds, known.messageIds],
    ['marker', finders.markers, known.markers],
    ['subject', finders.numbers, known.numbers],
  ]
  for (const [by, keys, tickets] of ways) {
    const key = keys.find((one) => tickets.has(one))
    const ticket = key === undefined ? undefined : tickets.get(key)
    if (ticket !== undefined) return { ticket, by }
  }
  return null
}
