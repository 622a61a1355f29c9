import type { Feature, FeatureDeps } from '#server/platform/feature.ts'
import type { ExistingClientsPort } from './existingClients.port.ts'
import { regulationRoutes, type RegulationRouteName } from './regulations.routes.ts'
import './regulations.tables.ts'

export function regulationsFeature(
  deps: FeatureDeps & { existingClients: ExistingClientsPort },
): Feature<RegulationRouteName> {
  return { handlers: regulationRoutes(deps), jobs: {} }
}

export { giveFirstVersions, startRegulation } from './regulations.commands.ts'
export { forgetWriters } from './regulations.sql.ts'
