import {
  gapDays,
  mostGaps,
  mostOfGap,
  type DismissGapInput,
  type Gap,
  type Gaps,
} from '#contract/assistant/learning.types.ts'
import { listTitles } from '#server/knowledge/articles/reading.queries.ts'
import type { Retrieval } from '#server/knowledge/retrieval/retrieval.port.ts'
import type { Db } from '#server/platform/db/db.ts'
import { clustersOf, type Cluster } from './domain/gaps.ts'
import { findAttempt, listFailed, type FailedAttempt } from './learning.sql.ts'

export type GapReads = { db: Db; retrieval: Pick<Retrieval, 'find'> }

const day = 86_400_000
const mostArticles = 3

/** A5: what nobody was helped with, in groups, those that cost people most first, each with what would be found now. */
export async function readGaps(reads: GapReads, deskId: string, at: Date): Promise<Gaps> {
  const failed = await listFailedLately(reads.db, deskId, at)
  const known = new Map(failed.map((one) => [one.attemptId, one]))
  const gaps: Gap[] = []
  for (const cluster of clustersOf(failed).slice(0, mostGaps)) gaps.push(await gapOf(reads, deskId, { cluster, known }))
  return { gaps }
}

/** All questions of the gap for which this one stands; what was asked after it nobody has seen in it. Null: the desk has no such question. */
export async function listQuestionsOfGap(
  db: Db,
  deskId: string,
  { attemptId, at }: DismissGapInput & { at: Date },
): Promise<string[] | null> {
  const asked = await findAttempt(db, attemptId)
  if (asked?.deskId !== deskId) return null
  const clusters = clustersOf(await listFailedLately(db, deskId, at))
  const questions = clusters.map((cluster) => cluster.questions).find((some) => some.some(isOne)) ?? []
  const own = questions.find(isOne)
  return questions.filter((one) => own !== undefined && one.at <= own.at).map((one) => one.attemptId)

  function isOne(question: { attemptId: string }): boolean {
    return question.attemptId === attemptId
  }
}

function listFailedLately(db: Db, deskId: string, at: Date): Promise<FailedAttempt[]> {
  return listFailed(db, deskId, new Date(at.getTime() - gapDays * day))
}

type Known = { cluster: Cluster; known: ReadonlyMap<string, FailedAttempt> }

async function gapOf(reads: GapReads, deskId: string, { cluster, known }: Known): Promise<Gap> {
  const { questions, people, handedOver } = cluster
  const [newest] = questions
  const language = known.get(newest.attemptId)?.language ?? 'ru'
  const named = questions.map(({ attemptId }) => known.get(attemptId)?.namedArticle ?? null).find((one) => one !== null)
  return {
    attemptId: newest.attemptId,
    questions: questions.slice(0, mostOfGap).map(({ attemptId, text }) => ({ attemptId, text })),
    language,
    attempts: questions.length,
    people,
    handedOver,
    lastAt: newest.at.toISOString(),
    articles: await articlesFor(reads, { deskId, text: newest.text, language, named: named ?? null }),
  }
}

type Asked = { deskId: string; text: string; language: Gap['language']; named: string | null }

async function articlesFor({ db, retrieval }: GapReads, { deskId, text, language, named }: Asked) {
  const found = await retrieval.find(deskId, { text, language, audience: 'clients', limit: mostArticles })
  const hits = found.hits.map(({ articleId, title }, index) => ({
    articleId,
    title,
    answers: index === 0 && found.zone === 'answer',
    byAgent: articleId === named,
  }))
  const known = hits.filter(({ byAgent }) => byAgent)
  if (named === null || known.length > 0) return [...known, ...hits.filter(({ byAgent }) => !byAgent)]
  const titles = await listTitles(db, deskId, [named])
  return [...titles.map(({ title }) => ({ articleId: named, title, answers: false, byAgent: true })), ...hits]
}
