import type { Db } from '#server/platform/db/db.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import type { AnsweringPort } from './answering.port.ts'
import { withHelperWakes } from './helperWakes.commands.ts'
import { archiveArticle, publishArticle, saveArticle } from './articles.commands.ts'
import { draftSolution } from './solution.commands.ts'
import { listDeskArticles, readArticleVersion, readDeskArticle } from './articles.queries.ts'

export type ArticleRouteName =
  | 'listArticles'
  | 'readDeskArticle'
  | 'readArticleVersion'
  | 'saveArticle'
  | 'draftSolution'
  | 'publishArticle'
  | 'archiveArticle'

/** A5: what a desk's people write; those who lead it publish. */
export function articleRoutes(deps: Pick<AnsweringPort, 'listServed'> & { db: Db }): Handlers<ArticleRouteName> {
  const { db } = deps
  return {
    listArticles: (input, { actor, at }) => listDeskArticles(db, actor, input, at),
    readDeskArticle: ({ articleId }, { actor, at }) => readDeskArticle(db, actor, articleId, at),
    readArticleVersion: (input, { actor }) => readArticleVersion(db, actor, input),
    async saveArticle(input, { actor, at, transaction }) {
      await transaction((unit) => saveArticle(unit, actor, input))
      return readDeskArticle(db, actor, input.articleId, at)
    },
    async draftSolution(input, { actor, at, transaction }) {
      await transaction((unit) => draftSolution(unit, actor, input))
      return readDeskArticle(db, actor, input.articleId, at)
    },
    async publishArticle(input, { actor, at, transaction }) {
      await transaction((unit) =>
        withHelperWakes(unit, deps, actor.desk.deskId, () => publishArticle(unit, actor, input)),
      )
      return readDeskArticle(db, actor, input.articleId, at)
    },
    async archiveArticle({ articleId }, { actor, at, transaction }) {
      await transaction((unit) =>
        withHelperWakes(unit, deps, actor.desk.deskId, () => archiveArticle(unit, actor, articleId)),
      )
      return readDeskArticle(db, actor, articleId, at)
    },
  }
}
