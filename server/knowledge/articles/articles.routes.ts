import type { Db } from '#server/platform/db/db.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { archiveArticle, publishArticle, saveArticle } from './articles.commands.ts'
import { listDeskArticles, readArticleVersion, readDeskArticle } from './articles.queries.ts'

export type ArticleRouteName =
  | 'listArticles'
  | 'readDeskArticle'
  | 'readArticleVersion'
  | 'saveArticle'
  | 'publishArticle'
  | 'archiveArticle'

/** A5: what a desk's people write; those who lead it publish. */
export function articleRoutes({ db }: { db: Db }): Handlers<ArticleRouteName> {
  return {
    listArticles: (input, { actor }) => listDeskArticles(db, actor, input),
    readDeskArticle: ({ articleId }, { actor }) => readDeskArticle(db, actor, articleId),
    readArticleVersion: (input, { actor }) => readArticleVersion(db, actor, input),
    async saveArticle(input, { actor, transaction }) {
      await transaction((unit) => saveArticle(unit, actor, input))
      return readDeskArticle(db, actor, input.articleId)
    },
    async publishArticle(input, { actor, transaction }) {
      await transaction((unit) => publishArticle(unit, actor, input))
      return readDeskArticle(db, actor, input.articleId)
    },
    async archiveArticle({ articleId }, { actor, transaction }) {
      await transaction((unit) => archiveArticle(unit, actor, articleId))
      return readDeskArticle(db, actor, articleId)
    },
  }
}
