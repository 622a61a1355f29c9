import { mostPhrasings } from '#contract/knowledge/types.ts'
import type { StaffActor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { publishArticle, saveArticle } from './articles.commands.ts'
import * as rows from './articles.sql.ts'
import { distinctPhrasings } from './domain/article.ts'

/**
 * A5: what somebody has asked becomes a phrasing of the article that answers it. One that is published without a newer draft is published
 * with it; a draft keeps it for when it is. One that it has already changes nothing.
 */
export async function addPhrasing(
  unit: UnitOfWork,
  actor: StaffActor,
  { articleId, phrasing }: { articleId: string; phrasing: string },
): Promise<void> {
  await rows.lockKnowledge(unit, actor.desk.deskId)
  const known = await rows.findArticle(unit.tx, articleId)
  if (known === null || known.deskId !== actor.desk.deskId || known.state === 'archived') throw new Refusal('not_found')
  const content = await rows.findContent(unit.tx, articleId, known.version)
  if (content === null) throw new Refusal('not_found')
  const phrasings = distinctPhrasings([...content.phrasings, phrasing])
  if (phrasings.length === content.phrasings.length) return
  if (phrasings.length > mostPhrasings) throw new Refusal('too_many_phrasings', { most: mostPhrasings })
  const { version, language } = known
  await saveArticle(unit, actor, {
    articleId,
    version,
    language,
    translationOf: null,
    content: { ...content, phrasings },
  })
  if (known.publishedVersion === version) await publishArticle(unit, actor, { articleId, version: version + 1 })
}
