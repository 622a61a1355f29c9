import MiniSearch from 'minisearch'
import { stopWords } from '#server/knowledge/retrieval/domain/stopWords.lexicon.ts'
import { stemOf } from '#server/knowledge/retrieval/domain/stems.ts'
import { wordsIn } from '#server/knowledge/retrieval/domain/text.ts'
import { makeRetrieval } from '#server/knowledge/retrieval/retrieval.adapter.ts'
import type { Found, IndexedArticle } from '#server/knowledge/retrieval/retrieval.port.ts'
import { randomOf } from '#test/fuzz/random.ts'
import { percentile, round, type Figures } from './figures.ts'
import {
  inWrongLayout,
  readDocuments,
  readOwnArticles,
  readQuestions,
  withTypo,
  type AskedQuestion,
} from './questionSets.ts'

/** Files of a question set, or the articles that come with the product. */
export type BenchFiles = {
  docs: string | undefined
  queries: string | undefined
  foreign: string | undefined
  own: boolean | undefined
}
/** What an engine says to a question: slugs, best first. */
type Engine = (question: string) => Promise<readonly string[]>

const deskId = 'bench'
const shown = 10

/**
 * How well questions find their articles (A6), beside MiniSearch as well tuned as it can be: `--docs FILE --queries FILE [--foreign FILE]`,
 * or `--own --queries FILE` for the articles that come with the product.
 */
export async function benchAssistant({ docs, queries, foreign, own }: BenchFiles): Promise<Figures> {
  if (queries === undefined || (docs === undefined && own !== true)) {
    throw new Error('Say which: --queries FILE and either --docs FILE or --own')
  }
  const articles = docs === undefined ? readOwnArticles() : readDocuments(docs)
  const questions = readQuestions(queries)
  const before = process.memoryUsage().rss
  const retrieval = makeRetrieval({ source: sourceOf(articles) })
  const began = performance.now()
  await retrieval.find(deskId, { text: '', audience: 'public' })
  const buildMs = performance.now() - began
  const memoryMb = Math.max(0, process.memoryUsage().rss - before) / 2 ** 20
  const times: number[] = []
  const find = async (text: string): Promise<Found> => {
    const asked = performance.now()
    const found = await retrieval.find(deskId, { text, audience: 'public', limit: shown })
    times.push(performance.now() - asked)
    return found
  }
  const engine: Engine = async (text) => (await find(text)).hits.map(({ slug }) => slug)
  // A server has been running for a while when somebody asks.
  for (const { q } of questions.slice(0, 50)) await engine(q)
  times.length = 0
  const quality = await qualityOf(engine, questions)
  const answered = await answeredOf(find, questions, foreign === undefined ? null : readQuestions(foreign))
  times.sort((one, other) => one - other)
  const figures = {
    ...quality,
    ...answered,
    p50Ms: round(percentile(times, 0.5), 2),
    p99Ms: round(percentile(times, 0.99), 2),
    buildMs: round(buildMs),
    memoryMb: round(memoryMb),
  }
  await retrieval.close()
  const beside = await qualityOf(miniSearch(articles), questions)
  return {
    ...figures,
    ...Object.fromEntries(Object.entries(beside).map(([key, value]) => [`miniSearch_${key}`, value])),
  }
}

function sourceOf(articles: readonly IndexedArticle[]) {
  return {
    versionOf: async () => 1,
    changesSince: async (_desk: string, since: number) => ({
      version: 1,
      changed: since === 0 ? articles : [],
      gone: [],
    }),
  }
}

function share(places: readonly number[], first: number): number {
  return round(places.filter((place) => place < first).length / places.length, 3)
}

async function qualityOf(engine: Engine, questions: readonly AskedQuestion[]): Promise<Figures> {
  const places = await placesOf(engine, questions, ({ q }) => q)
  const chance = randomOf('typos')
  const typos = await placesOf(engine, questions, ({ q }) => withTypo(q, chance))
  const layouts = await placesOf(engine, questions, ({ q }) => inWrongLayout(q))
  return {
    r1: share(places, 1),
    r3: share(places, 3),
    r5: share(places, 5),
    mrr: round(places.reduce((sum, place) => sum + 1 / (place + 1), 0) / places.length, 3),
    typoR1: share(typos, 1),
    layoutR1: share(layouts, 1),
  }
}

async function placesOf(
  engine: Engine,
  questions: readonly AskedQuestion[],
  as: (question: AskedQuestion) => string,
): Promise<number[]> {
  const places: number[] = []
  for (const question of questions) {
    const place = (await engine(as(question))).slice(0, shown).findIndex((slug) => question.rel.includes(slug))
    places.push(place < 0 ? Infinity : place)
  }
  return places
}

/** How often it answers by itself, how often rightly, and how often where it has nothing to say. */
async function answeredOf(
  find: (text: string) => Promise<Found>,
  questions: readonly AskedQuestion[],
  foreign: readonly AskedQuestion[] | null,
): Promise<Figures> {
  let answered = 0
  let right = 0
  for (const { q, rel } of questions) {
    const { zone, hits } = await find(q)
    if (zone !== 'answer') continue
    answered += 1
    if (rel.includes(hits[0]?.slug ?? '')) right += 1
  }
  const own = {
    answeredPrecision: round(right / Math.max(1, answered), 3),
    answeredCoverage: round(answered / questions.length, 3),
  }
  if (foreign === null) return own
  let wrong = 0
  for (const { q } of foreign) if ((await find(q)).zone === 'answer') wrong += 1
  return { ...own, foreignAnswered: round(wrong / Math.max(1, foreign.length), 4) }
}

/** Stems, stop words, weights of fields, typos and beginnings of words: the best that was found for it. */
function miniSearch(articles: readonly IndexedArticle[]): Engine {
  const engine = new MiniSearch<{ id: string; title: string; body: string; phrasings: string }>({
    fields: ['title', 'body', 'phrasings'],
    tokenize: wordsIn,
    processTerm: (word) => (stopWords.has(word) ? null : String(stemOf(word, 'ru'))),
    storeFields: [],
    searchOptions: { boost: { title: 4 }, fuzzy: 0.2, prefix: true, combineWith: 'OR' },
  })
  const slugs = new Map(articles.map(({ articleId, slug }) => [articleId, slug]))
  engine.addAll(
    articles.map(({ articleId, title, body, phrasings }) => ({
      id: articleId,
      title,
      body,
      phrasings: phrasings.join('\n'),
    })),
  )
  return async (question) => [...new Set(engine.search(question).map(({ id }) => slugs.get(String(id)) ?? ''))]
}
