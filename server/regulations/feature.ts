import type { Feature, FeatureDeps } from '#server/platform/feature.ts'
import { regulationRoutes, type RegulationRouteName } from './regulations.routes.ts'
import './regulations.tables.ts'

export function regulationsFeature(deps: FeatureDeps): Feature<RegulationRouteName> {
  return { handlers: regulationRoutes(deps), jobs: {} }
}

export { adoptOfficialYears } from './adoptedYears.commands.ts'
export { giveFirstVersions, startRegulation } from './regulations.commands.ts'
export { forgetWriters } from './regulations.sql.ts'
