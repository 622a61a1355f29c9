import {
  leastPhrasings,
  mostArticles,
  mostArticleVersions,
  type ArticleContent,
  type PublishArticleInput,
  type SaveArticleInput,
} from '#contract/knowledge/types.ts'
import { signatureOf, type StaffActor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { wakeThing } from '#server/platform/db/wakes.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { distinctPhrasings, isSameContent, missingOf } from './domain/article.ts'
import { freeSlug, slugOf } from './domain/slugs.ts'
import * as rows from './articles.sql.ts'

/** A5: what anybody of the desk writes is a version of its own; nobody else reads it until those who lead publish it. */
export async function saveArticle(unit: UnitOfWork, actor: StaffActor, input: SaveArticleInput): Promise<void> {
  const { deskId } = actor.desk
  const content = { ...input.content, phrasings: distinctPhrasings(input.content.phrasings) }
  await rows.lockKnowledge(unit, deskId)
  const known = await rows.findArticle(unit.tx, input.articleId)
  if (known !== null && known.deskId !== deskId) throw new Refusal('not_found')
  if (known !== null) await saveAnew(unit, actor, { known, version: input.version, content })
  else await insertNew(unit, actor, { ...input, content })
  wakeThing(unit, 'knowledge', { deskId, memberId: null })
}

/** A5: from now on whom it is for reads its newest version, which must be the one that was read. */
export async function publishArticle(
  unit: UnitOfWork,
  actor: StaffActor,
  { articleId, version }: PublishArticleInput,
): Promise<void> {
  const known = await ownForUpdate(unit, actor, articleId)
  if (known.publishedVersion === version && known.version === version) return
  if (known.version !== version) throw new Refusal('article_stale')
  const content = await rows.findContent(unit.tx, articleId, version)
  if (content === null) throw new Refusal('not_found')
  refuseUnready(content)
  await rows.savePublished(unit, known, await rows.nextKnowledge(unit, known.deskId))
  await tell(unit, actor, 'article.published', known)
}

/** Nobody but the desk reads it any more. Sent twice it is one. */
export async function archiveArticle(unit: UnitOfWork, actor: StaffActor, articleId: string): Promise<void> {
  const known = await ownForUpdate(unit, actor, articleId)
  if (known.state === 'archived') return
  const wasRead = known.state === 'published'
  await rows.saveArchived(unit, articleId, wasRead ? await rows.nextKnowledge(unit, known.deskId) : null)
  await tell(unit, actor, 'article.archived', known)
}

/** A5: somebody who leads has looked at what is read and says that it is still so. What nobody reads is not checked. */
export async function confirmArticle(unit: UnitOfWork, actor: StaffActor, articleId: string): Promise<void> {
  const known = await ownForUpdate(unit, actor, articleId)
  if (known.state !== 'published') return
  await rows.saveChecked(unit, articleId)
  await tell(unit, actor, 'article.checked', known)
}

type SavedAnew = { known: rows.StoredArticle; version: number | null; content: ArticleContent }

async function saveAnew(unit: UnitOfWork, actor: StaffActor, { known, version, content }: SavedAnew): Promise<void> {
  const newest = await rows.findContent(unit.tx, known.articleId, known.version)
  // Also where the answer to the first sending was lost.
  if (newest !== null && isSameContent(newest, content)) return
  if (version !== known.version) throw new Refusal('article_stale')
  if (known.version >= mostArticleVersions) {
    throw new Refusal('too_many_article_versions', { most: mostArticleVersions })
  }
  await rows.saveNextVersion(unit, known, content, actor)
}

async function insertNew(unit: UnitOfWork, actor: StaffActor, input: SaveArticleInput): Promise<void> {
  const { deskId } = actor.desk
  const { articleId, version, language, content } = input
  if (version !== null) throw new Refusal('not_found')
  if ((await rows.countArticles(unit.tx, deskId)) >= mostArticles) {
    throw new Refusal('too_many_articles', { most: mostArticles })
  }
  const slug = await slugFor(unit, deskId, input)
  await rows.insertArticle(unit, { articleId, deskId, slug, language }, content, actor)
}

/** A translation has the name of what it translates. */
async function slugFor(
  unit: UnitOfWork,
  deskId: string,
  { translationOf, language, content: { title } }: SaveArticleInput,
): Promise<string> {
  if (translationOf === null) {
    const slug = slugOf(title)
    // Of a name that is cut to make room for its number the beginning is the same.
    return freeSlug(slug, new Set(await rows.listSlugs(unit.tx, deskId, slug.slice(0, 50))))
  }
  const original = await rows.findArticle(unit.tx, translationOf)
  if (original === null || original.deskId !== deskId) throw new Refusal('not_found')
  const translations = await rows.listTranslations(unit.tx, original)
  if (translations.some((one) => one.language === language)) throw new Refusal('translation_exists')
  return original.slug
}

function refuseUnready(content: ArticleContent): void {
  const missing = missingOf(content)
  if (missing === 'body') throw new Refusal('article_empty')
  if (missing === null) return
  const has = distinctPhrasings(content.phrasings).length
  throw new Refusal('phrasings_missing', { least: leastPhrasings, has })
}

async function ownForUpdate(unit: UnitOfWork, actor: StaffActor, articleId: string): Promise<rows.StoredArticle> {
  await rows.lockKnowledge(unit, actor.desk.deskId)
  const known = await rows.findArticle(unit.tx, articleId)
  if (known === null || known.deskId !== actor.desk.deskId) throw new Refusal('not_found')
  return known
}

async function tell(
  unit: UnitOfWork,
  actor: StaffActor,
  type: 'article.published' | 'article.archived' | 'article.checked',
  { articleId, title, language, version }: rows.StoredArticle,
): Promise<void> {
  const by = { actor: signatureOf(actor, 'desk'), memberId: null, deskId: actor.desk.deskId }
  await append(unit, [{ type, payload: { articleId, title, language, version }, ...by }])
}
