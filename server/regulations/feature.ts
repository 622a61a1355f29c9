import type { Feature, FeatureDeps } from '#server/platform/feature.ts'
import { regulationRoutes, type RegulationRouteName, type RegulationRoutesDeps } from './regulations.routes.ts'
import './regulations.tables.ts'

export function regulationsFeature(deps: FeatureDeps & RegulationRoutesDeps): Feature<RegulationRouteName> {
  return { handlers: regulationRoutes(deps), jobs: {} }
}

export { adoptOfficialYears } from './adoptedYears.commands.ts'
export { giveFirstVersions, startRegulation } from './regulations.commands.ts'
export { forgetWriters } from './regulations.sql.ts'
