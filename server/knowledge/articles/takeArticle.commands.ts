import { mostArticles, mostArticleVersions } from '#contract/knowledge/types.ts'
import type { ArticleContent } from '#contract/knowledge/types.ts'
import type { Language } from '#contract/common.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { isSameContent, missingOf } from './domain/article.ts'
import * as rows from './articles.sql.ts'

export type Taken = { outcome: 'created' | 'changed' | 'same' | 'full'; isPublished: boolean }
type Taking = { articleId: string; slug: string; language: Language; content: ArticleContent }

/**
 * An article that comes from elsewhere: under its own name a new one, or a new version of the one that has it. With `publishes` it is read at
 * once, unless something is missing. The caller has locked the desk's knowledge, and tells of it.
 */
export async function takeArticle(
  unit: UnitOfWork,
  { deskId, writer, publishes }: { deskId: string; writer: rows.Writer; publishes: boolean },
  { articleId, slug, language, content }: Taking,
): Promise<Taken> {
  const translations = await rows.listTranslations(unit.tx, { deskId, slug })
  const known = translations.find((one) => one.language === language) ?? null
  const newest = known === null ? null : await rows.findContent(unit.tx, known.articleId, known.version)
  const isSame = newest !== null && isSameContent(newest, content)
  if (known === null && (await rows.countArticles(unit.tx, deskId)) >= mostArticles) {
    return { outcome: 'full', isPublished: false }
  }
  if (known !== null && !isSame && known.version >= mostArticleVersions) return { outcome: 'full', isPublished: false }
  if (known === null) await rows.insertArticle(unit, { articleId, deskId, slug, language }, content, writer)
  else if (!isSame) await rows.saveNextVersion(unit, known, content, writer)
  const saved = {
    articleId: known?.articleId ?? articleId,
    version: (known?.version ?? 0) + (isSame ? 0 : 1),
  }
  const isRead = known?.publishedVersion === saved.version
  const isPublished = publishes && !isRead && missingOf(content) === null
  if (isPublished) await rows.savePublished(unit, saved, await rows.nextKnowledge(unit, deskId))
  return { outcome: outcomeOf(known !== null, isSame), isPublished: isPublished || isRead }
}

function outcomeOf(isKnown: boolean, isSame: boolean): Taken['outcome'] {
  if (!isKnown) return 'created'
  return isSame ? 'same' : 'changed'
}
