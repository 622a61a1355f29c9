import type { StaffActor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import type { AnsweringPort } from '../articles/answering.port.ts'
import { withHelperWakes } from '../articles/helperWakes.commands.ts'
import { missingHere } from '../articles/names.commands.ts'
import { readWhole } from '../articles/whole.queries.ts'
import { writeArticleFile, type FiledArticle } from './articleFile.adapter.ts'
import { copyOwnArticles, importArticles } from './transfer.commands.ts'

export type TransferRouteName = 'importArticles' | 'exportArticles' | 'readOwnArticles' | 'copyOwnArticles'

/** A5: a desk's articles as Markdown files, and those that come with the program. */
export function transferRoutes(
  deps: Pick<AnsweringPort, 'listServed'> & { db: Db; ownArticles: () => readonly FiledArticle[] },
): Handlers<TransferRouteName> {
  const { db, ownArticles } = deps
  const leftFor = async ({ desk: { deskId } }: StaffActor) => ({
    left: (await missingHere(db, deskId, ownArticles())).length,
  })
  return {
    importArticles: (input, { actor, transaction }) =>
      transaction((unit) => withHelperWakes(unit, deps, actor.desk.deskId, () => importArticles(unit, actor, input))),
    async exportArticles({ cursor }, { actor }) {
      const { articles, next } = await readWhole(db, actor.desk.deskId, cursor ?? null)
      return { files: articles.map(writeArticleFile), nextCursor: next }
    },
    readOwnArticles: (_input, { actor }) => leftFor(actor),
    async copyOwnArticles(_input, { actor, transaction }) {
      const { deskId } = actor.desk
      await transaction((unit) =>
        withHelperWakes(unit, deps, deskId, () => copyOwnArticles(unit, { deskId, actor }, ownArticles())),
      )
      return leftFor(actor)
    },
  }
}
