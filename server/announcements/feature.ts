import type { Feature, FeatureDeps } from '#server/platform/feature.ts'
import type { ServedPort } from './announcements.port.ts'
import { announcementRoutes, type AnnouncementRouteName } from './announcements.routes.ts'
import { forgetAnnouncersOf } from './erasure.commands.ts'
import './announcements.tables.ts'

export function announcementsFeature(deps: FeatureDeps & ServedPort): Feature<AnnouncementRouteName> {
  return { handlers: announcementRoutes(deps), jobs: {}, forget: forgetAnnouncersOf }
}
