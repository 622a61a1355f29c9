import { createHash } from 'node:crypto'

const hour = 3_600_000
const spreadMilliseconds = 6 * hour

/**
 * When a portal's daily question about its tariff is asked (E5): at an instant of its own within six hours, another one each
 * day. It is arithmetic and not chance, so that a round that is begun twice asks nobody twice.
 */
export function tariffCheckAt(memberId: string, roundAt: Date): Date {
  return new Date(roundAt.getTime() + shareOf(memberId, roundAt) * spreadMilliseconds)
}

/** While as many portals are asked as may be: half a minute later, or up to a minute more. */
export function tariffCheckLater(memberId: string, at: Date): Date {
  return new Date(at.getTime() + 30_000 + shareOf(memberId, at) * 60_000)
}

/** From 0 to 1, evenly over the portals. */
function shareOf(memberId: string, at: Date): number {
  const day = at.toISOString().slice(0, 10)
  return createHash('sha256').update(`${memberId} ${day}`).digest().readUInt32BE(0) / 2 ** 32
}
