import { now } from '#server/platform/clock.ts'
import type { Account, Renewed } from './gateway.port.ts'

/** A portal that redirects although it has not moved would cost a renewal with every question. */
const restMilliseconds = 10 * 60_000
const mostKept = 1000

export type Redirects = {
  /** The account where the portal is now, by the OAuth server; null where that knows of no other place. */
  follow(account: Account, renew: (account: Account) => Promise<Renewed>): Promise<Account | null>
}

/** P7: portals that say they are somewhere else. */
export function makeRedirects(): Redirects {
  const inVain = new Map<string, number>()
  return {
    async follow(account, renew) {
      const { memberId, clientEndpoint, tokens } = account
      const at = now().getTime()
      // A token without a renewal belongs to a page; its next opening brings the address.
      if (tokens.refreshToken === '' || (inVain.get(memberId) ?? 0) > at) return null
      const fresh = { ...account, ...(await renew(account)) }
      if (fresh.clientEndpoint !== clientEndpoint) return fresh
      if (inVain.size >= mostKept) inVain.clear()
      inVain.set(memberId, at + restMilliseconds)
      return null
    },
  }
}
