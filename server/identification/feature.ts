import type { Feature, FeatureDeps } from '#server/platform/feature.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { makeAccounts, type AccountsDeps } from './accounts.commands.ts'
import { forgetAccounts } from './accounts.sql.ts'
import type { CodeMail } from './codeMail.port.ts'
import { makeIdentities } from './identities.commands.ts'
import { forgetIdentities } from './identification.sql.ts'
import { identificationCrontab, identificationJobs, type IdentificationTask } from './identification.jobs.ts'
import type { Identities } from './identities.port.ts'
import { pairingRoutes, type IdentificationRoutes, type PairingDeps } from './pairing.routes.ts'
import { forgetOutside } from './outside.sql.ts'
import { gateReaction } from './identification.reactions.ts'
import type { IdentificationGate } from './gate.port.ts'
import { ticketCodeRoutes, type TicketCodeRoutes } from './ticketCodes.routes.ts'
import { forgetTalks } from './talks.sql.ts'
import './identification.tables.ts'

export type IdentificationFeature = Feature<IdentificationRoutes | TicketCodeRoutes, IdentificationTask> & {
  identities: Identities & IdentificationGate
}

/** I2: who writes from a messenger. */
export function identificationFeature(
  given: FeatureDeps & PairingDeps & AccountsDeps & { codeMail: () => CodeMail },
): IdentificationFeature {
  // What sends it is made later.
  const codeMail: CodeMail = {
    canSend: (db, deskId) => given.codeMail().canSend(db, deskId),
    send: (letter) => given.codeMail().send(letter),
    say: (unit, said) => given.codeMail().say(unit, said),
  }
  const deps = { ...given, codeMail, accounts: makeAccounts(given) }
  return {
    handlers: { ...pairingRoutes(deps), ...ticketCodeRoutes(deps) },
    reactions: [gateReaction(deps.addJob)],
    jobs: identificationJobs(deps),
    crontab: identificationCrontab,
    forget: forgetEverything,
    identities: makeIdentities(deps),
  }
}

/** C5, uninstall with CLEAN. */
async function forgetEverything(unit: UnitOfWork, memberId: string): Promise<void> {
  await forgetIdentities(unit, memberId)
  await forgetTalks(unit, memberId)
  await forgetAccounts(unit, memberId)
  await forgetOutside(unit, memberId)
}

export { outsidePort } from './gate.queries.ts'
