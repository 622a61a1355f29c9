import type { Feature, FeatureDeps } from '#server/platform/feature.ts'
import { articleRoutes, type ArticleRouteName } from './articles/articles.routes.ts'
import { forgetWritersOf } from './articles/erasure.commands.ts'
import './articles/articles.tables.ts'

/** A5: what a desk has written down, for its clients and for itself. */
export function knowledgeFeature(deps: FeatureDeps): Feature<ArticleRouteName> {
  return { handlers: articleRoutes(deps), jobs: {}, forget: forgetWritersOf }
}
