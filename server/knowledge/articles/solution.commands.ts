import { longestArticle, longestArticleTitle, longestPhrasing } from '#contract/knowledge/types.ts'
import type { ArticleContent, DraftSolutionInput } from '#contract/knowledge/types.ts'
import type { StaffActor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { findSolution, type Solution } from '#server/tickets/solution.queries.ts'
import { saveArticle } from './articles.commands.ts'
import { findArticle } from './articles.sql.ts'
import { masked } from './domain/mask.ts'
import { solutionTexts } from './solution.texts.ts'

/** A5: how a ticket of the desk was solved becomes a draft, without whom it was about. Sent twice it is one. */
export async function draftSolution(
  unit: UnitOfWork,
  actor: StaffActor,
  { articleId, ticketId }: DraftSolutionInput,
): Promise<void> {
  const solution = await findSolution(unit.tx, ticketId)
  if (solution === null || solution.deskId !== actor.desk.deskId) throw new Refusal('not_found')
  // Whatever was written of it since.
  const known = await findArticle(unit.tx, articleId)
  if (known !== null && known.deskId === actor.desk.deskId) return
  const { language } = solution
  const content = contentOf(solution)
  await saveArticle(unit, actor, { articleId, version: null, language, translationOf: null, content })
}

function contentOf({ subject, language, question, answers, names }: Solution): ArticleContent {
  const texts = solutionTexts.texts[language]
  const shown = (text: string) => masked(text, names, (mask) => texts[mask]).trim()
  const title = shown(subject) || texts.untitled
  const parts = [`## ${texts.question}`, shown(question), `## ${texts.answer}`, ...answers.map(shown)]
  return {
    category: 'support',
    audience: 'clients',
    title: cut(title, longestArticleTitle),
    body: cut(parts.filter((part) => part !== '').join('\n\n'), longestArticle),
    phrasings: subject.trim() === '' ? [] : [cut(title, longestPhrasing)],
  }
}

/** Never in the middle of a letter that has two halves. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const short = text.slice(0, most)
  return short.isWellFormed() ? short : short.slice(0, -1)
}
