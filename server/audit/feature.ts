import type { Feature, FeatureDeps } from '#server/platform/feature.ts'
import { auditRoutes, type AuditRouteName } from './audit.routes.ts'

export function auditFeature(deps: FeatureDeps): Feature<AuditRouteName> {
  return { handlers: auditRoutes(deps), jobs: {} }
}
