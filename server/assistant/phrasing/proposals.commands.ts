import type { ProposePhrasingsInput } from '#contract/assistant/proposals.types.ts'
import { makeBuckets } from '#server/platform/http/rateLimit.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Proposing } from './phrasing.port.ts'

export type ProposePhrasings = (
  of: { deskId: string; at: Date },
  input: ProposePhrasingsInput,
) => Promise<{ phrasings: string[] }>

/** A5: each desk has a share of the model: a burst while somebody writes, and then one in two minutes. Nothing is kept. */
export function makeProposePhrasings(proposing: Proposing | null): ProposePhrasings {
  const ofDesks = makeBuckets({ burst: 20, perSecond: 1 / 120 })
  return async ({ deskId, at }, { language, title, body, phrasings }) => {
    if (proposing === null) throw new Refusal('no_proposals')
    ofDesks.take(deskId, at)
    const proposed = await proposing.propose({ deskId, language, title, body, phrasings })
    if (proposed === null) throw new Refusal('no_proposals')
    return { phrasings: [...proposed] }
  }
}
