import { findDesk } from '#server/desks/desks.queries.ts'
import type { ClientActor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import type { Retrieval } from '../retrieval/retrieval.port.ts'
import type { AnsweringPort } from './answering.port.ts'
import { browseArticles, findArticles, readArticle, suggestArticles } from './reading.queries.ts'

export type ReadingRouteName = 'browseArticles' | 'findArticles' | 'readArticle' | 'suggestArticles'
export type ReadingDeps = Pick<AnsweringPort, 'answeringDesk'> & {
  db: Db
  retrieval: Pick<Retrieval, 'find' | 'suggest'>
  publicUrl: () => string
}

/** A5: of the desk that answers the reader's portal now; of no other one, whatever is asked for. */
export function readingRoutes(deps: ReadingDeps): Handlers<ReadingRouteName> {
  const { db } = deps
  const deskOf = ({ memberId }: ClientActor, at: Date) => deps.answeringDesk({ tx: db, at }, memberId)
  const addressOf = (slug: string) => `${deps.publicUrl()}/app#/knowledge/${slug}`
  return {
    async browseArticles(input, { actor, at }) {
      const deskId = await deskOf(actor, at)
      const deskName = (await findDesk(db, deskId))?.name ?? null
      return { deskName, ...(await browseArticles(db, deskId, input)) }
    },
    findArticles: async (input, { actor, at }) => findArticles(deps, await deskOf(actor, at), input),
    readArticle: async (input, { actor, at }) =>
      readArticle(db, { deskId: await deskOf(actor, at), reader: actor }, input),
    suggestArticles: (input, { actor }) => suggestArticles({ ...deps, addressOf }, actor.desk.deskId, input),
  }
}
