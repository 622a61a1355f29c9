import type { Rehearsal, RehearseInput } from '#contract/assistant/learning.types.ts'
import { findIndexed, listTitles } from '#server/knowledge/articles/reading.queries.ts'
import type { Retrieval } from '#server/knowledge/retrieval/retrieval.port.ts'
import type { Db } from '#server/platform/db/db.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { compare } from './domain/rehearsal.ts'
import { listLabelled } from './learning.sql.ts'

export type RehearsalReads = { db: Db; retrieval: Pick<Retrieval, 'rehearse'> }

const mostNamed = 10

/** A5, the replay gate: questions whose article is known, asked of the desk's articles as they are and as this step would make them. */
export async function rehearse(
  { db, retrieval }: RehearsalReads,
  deskId: string,
  { articleId, version }: RehearseInput,
): Promise<Rehearsal> {
  const article = version === null ? null : await findIndexed(db, deskId, { articleId, version })
  if (version !== null && article === null) throw new Refusal('not_found')
  const labelled = await listLabelled(db, deskId)
  const published = await findIndexed(db, deskId, { articleId, version: null })
  const change = { articleId, before: published, after: article }
  const questions = labelled.map(({ question: text, language }) => ({ text, language, audience: 'clients' as const }))
  const answers = await retrieval.rehearse(deskId, change, questions)
  const replayed = labelled.map((label, at) => ({ label, ...(answers[at] ?? { before: [], after: [] }) }))
  const { lost, ...compared } = compare(replayed)
  const named = lost.slice(0, mostNamed)
  const namedIds = named.map((one) => one.articleId)
  const titles = new Map((await listTitles(db, deskId, namedIds)).map((one) => [one.articleId, one.title]))
  return {
    questions: labelled.length,
    ...compared,
    lost: named.map((one) => ({ question: one.question, title: titles.get(one.articleId) ?? '' })),
  }
}
