import type { Feature, FeatureDeps } from '#server/platform/feature.ts'
import { makeIdentities, type IdentitiesDeps } from './identities.commands.ts'
import { forgetIdentities } from './identification.sql.ts'
import { identificationCrontab, identificationJobs } from './identification.jobs.ts'
import type { Identities } from './identities.port.ts'
import { pairingRoutes, type IdentificationRoutes, type PairingDeps } from './pairing.routes.ts'
import './identification.tables.ts'

export type IdentificationFeature = Feature<IdentificationRoutes, 'sweepIdentification'> & { identities: Identities }

/** I2: who writes from a messenger. */
export function identificationFeature(deps: FeatureDeps & PairingDeps & IdentitiesDeps): IdentificationFeature {
  return {
    handlers: pairingRoutes(deps),
    jobs: identificationJobs(deps),
    crontab: identificationCrontab,
    forget: forgetIdentities,
    identities: makeIdentities(deps),
  }
}
