import type { ArticleVoices } from '#contract/knowledge/voices.types.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import type { AnsweringPort } from './answering.port.ts'
import { confirmArticle } from './articles.commands.ts'
import { readDeskArticle } from './articles.queries.ts'
import { readArticle } from './reading.queries.ts'
import { rateArticle } from './rating.commands.ts'
import { listVoices } from '../voices/voices.sql.ts'

export type VoiceRouteName = 'rateArticle' | 'readArticleVoices' | 'confirmArticle'
const mostShown = 100

/** A5: what readers say of an article, and that somebody of the desk has looked at it again. */
export function voiceRoutes({
  db,
  answeringDesk,
}: Pick<AnsweringPort, 'answeringDesk'> & { db: Db }): Handlers<VoiceRouteName> {
  return {
    async rateArticle(input, { actor, at, transaction }) {
      await transaction(async (unit) => rateArticle(unit, actor, await answeringDesk(unit, actor.memberId), input))
      return readArticle(db, { deskId: await answeringDesk({ tx: db, at }, actor.memberId), reader: actor }, input)
    },
    async readArticleVoices({ articleId }, { actor, at }): Promise<ArticleVoices> {
      await readDeskArticle(db, actor, articleId, at)
      const voices = await listVoices(db, articleId, mostShown)
      return { voices: voices.map((one) => ({ ...one, at: one.at.toISOString() })) }
    },
    async confirmArticle({ articleId }, { actor, at, transaction }) {
      await transaction((unit) => confirmArticle(unit, actor, articleId))
      return readDeskArticle(db, actor, articleId, at)
    },
  }
}
