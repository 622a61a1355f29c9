import type { Handlers } from '#server/platform/http/api.ts'
import type { Proposing } from './phrasing.port.ts'
import { makeProposePhrasings } from './proposals.commands.ts'

export type ProposalRoutes = 'readPhrasingHelp' | 'proposePhrasings'

export function proposalRoutes({ proposing }: { proposing: Proposing | null }): Handlers<ProposalRoutes> {
  const propose = makeProposePhrasings(proposing)
  return {
    readPhrasingHelp: async () => ({ isOn: proposing !== null }),
    proposePhrasings: (input, { actor, at }) => propose({ deskId: actor.desk.deskId, at }, input),
  }
}
