import { makeBuckets } from '#server/platform/http/rateLimit.ts'
import type { Credentials } from './authenticator.port.ts'

type Claim = Pick<Credentials, 'address' | 'memberId'>

export type VisitLimits = {
  /** Before a token is asked about: who brings it, for which portal, and all together. */
  refuseTooMany(claim: Claim, at: Date): void
  /** It was one: whoever opens true pages, also hundreds of people behind one address, guesses nothing. */
  wasTrue(claim: Claim): void
}

const ofGuesses = { burst: 60, perSecond: 0.5 }
/** An office of thousands opens its portal at nine o'clock. */
const ofOnePortal = { burst: 300, perSecond: 20 }
const ofAll = { burst: 600, perSecond: 60 }

/** Every token that we do not know costs a question to the OAuth server, whether it comes by a page, a session or an event. */
export function makeVisitLimits(): VisitLimits {
  const [guesses, portals, all] = [makeBuckets(ofGuesses), makeBuckets(ofOnePortal), makeBuckets(ofAll)]
  return {
    refuseTooMany({ address, memberId }, at) {
      guesses.take(networkOf(address), at)
      portals.take(memberId, at)
      all.take('all', at)
    },
    wasTrue({ address }) {
      guesses.giveBack(networkOf(address))
    },
  }
}

/** Whoever has one address of version 6 has all of its network. */
function networkOf(address: string | null): string {
  const text = address ?? ''
  return text.includes(':') && !text.includes('.') ? text.split(':').slice(0, 4).join(':') : text
}
