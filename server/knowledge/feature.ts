import { helpPath } from '#contract/knowledge/help.types.ts'
import type { HelpAddressPort } from '#server/connections/helpers.port.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { Feature, FeatureDeps } from '#server/platform/feature.ts'
import type { PubSub } from '#server/platform/realtime/pubsub.ts'
import type { AnsweringPort } from './articles/answering.port.ts'
import { articleRoutes, type ArticleRouteName } from './articles/articles.routes.ts'
import { forgetWritersOf } from './articles/erasure.commands.ts'
import { countPublic, hasArticles } from './articles/reading.queries.ts'
import { readingRoutes, type ReadingRouteName } from './articles/reading.routes.ts'
import { makeArticleSource } from './articles/source.queries.ts'
import type { LockDesk } from './help/help.commands.ts'
import { helpCrontab, helpJobs } from './help/help.jobs.ts'
import { helpRoutes, type HelpRouteName } from './help/help.routes.ts'
import { findHelpSlug } from './help/help.sql.ts'
import { readOwnArticles } from './transfer/ownArticles.adapter.ts'
import { ownArticlesJobs } from './transfer/ownArticles.jobs.ts'
import { ownArticlesReaction } from './transfer/ownArticles.reactions.ts'
import { transferRoutes, type TransferRouteName } from './transfer/transfer.routes.ts'
import { makeRetrieval } from './retrieval/retrieval.adapter.ts'
import type { Retrieval } from './retrieval/retrieval.port.ts'
import { voiceRoutes, type VoiceRouteName } from './articles/rating.routes.ts'
import './articles/articles.tables.ts'
import './help/help.tables.ts'
import './voices/voices.tables.ts'

export { addPhrasing } from './articles/phrasing.commands.ts'
export { addHelpPages, type HelpPageDeps } from './help/helpPage.adapter.ts'

type Routes = ArticleRouteName | ReadingRouteName | VoiceRouteName | TransferRouteName | HelpRouteName
export type KnowledgeFeature = Feature<Routes, 'copyOwnArticles' | 'sweepHelpQuestions'> & {
  /** For the public page and the assistant. */
  retrieval: Pick<Retrieval, 'find' | 'rehearse'>
  close(): Promise<void>
}

/** A5: what a desk has written down, for its clients and for itself. */
export function knowledgeFeature(
  deps: FeatureDeps &
    AnsweringPort & { pubSub: Pick<PubSub, 'onPublished'>; startsWithOwnArticles: boolean; lockDesk: LockDesk },
): KnowledgeFeature {
  const retrieval = followed(deps)
  const ownArticles = onceRead()
  return {
    handlers: {
      ...articleRoutes(deps),
      ...readingRoutes({ ...deps, retrieval }),
      ...voiceRoutes(deps),
      ...transferRoutes({ ...deps, ownArticles }),
      ...helpRoutes(deps),
    },
    jobs: { ...ownArticlesJobs({ ...deps, ownArticles }), ...helpJobs(deps) },
    crontab: helpCrontab,
    retrieval,
    reactions: deps.startsWithOwnArticles ? [ownArticlesReaction(deps.addJob)] : [],
    forget: forgetWritersOf,
    close: () => retrieval.close(),
  }
}

/** E10: which helpers of its own a desk has for its clients. */
export async function ownHelpersOf(db: Reader, deskId: string): Promise<('assistant' | 'knowledge')[]> {
  return (await hasArticles(db, deskId)) ? ['assistant', 'knowledge'] : []
}

/** E7: where everybody reads what a desk has for everybody; null where there is no page, or nothing on it. */
export function helpAddressPort(publicUrl: () => string): HelpAddressPort {
  return {
    async helpAddressOf(db, deskId) {
      const slug = await findHelpSlug(db, deskId)
      if (slug === null || (await countPublic(db, deskId)) === 0) return null
      return `${publicUrl()}${helpPath}/${slug}`
    },
  }
}

/** When they are asked for. */
function onceRead(): () => ReturnType<typeof readOwnArticles> {
  let own: ReturnType<typeof readOwnArticles> | null = null
  return () => (own ??= readOwnArticles())
}

/** Every process hears of what is published at any of them. */
function followed({
  db,
  log,
  pubSub,
}: Pick<FeatureDeps, 'log'> & { db: Reader; pubSub: Pick<PubSub, 'onPublished'> }): Retrieval {
  const retrieval = makeRetrieval({ source: makeArticleSource(db), log })
  pubSub.onPublished((wakes) => {
    for (const wake of wakes) if (wake.what === 'knowledge' && wake.deskId !== null) retrieval.changed(wake.deskId)
  })
  return retrieval
}
