import { randomUUID } from 'node:crypto'
import { Agent } from 'node:http'
import pg from 'pg'
import type { Conversation } from '#test/support/chatWorld.ts'
import { postJson } from '#test/support/postJson.ts'
import type { Figures } from './figures.ts'
import { madeUpArticle, wordOf } from './knowledgeData.ts'

const chunk = 250
const patienceMs = 30_000

/**
 * Delivery while indexes of desks with so many articles each are made, one after the other, in the same server: `act` measures it.
 * `rebuilds`: how many were made meanwhile; `rebuildP50Ms`, `rebuildP99Ms`: of the messages.
 */
export async function measureDuringRebuild(
  { databaseUrl, serverUrl, conversations }: { databaseUrl: string; serverUrl: string; conversations: Conversation[] },
  articles: number,
  act: () => Promise<Figures>,
): Promise<Figures> {
  const desks = [...new Map(conversations.map((one) => [one.deskId, one])).values()]
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 })
  const agent = new Agent({ keepAlive: true })
  try {
    for (const { deskId } of desks) await publish(pool, deskId, articles)
    const stop = new AbortController()
    const rebuilding = askEach(desks, (desk) => asked(agent, serverUrl, desk.deskToken), stop.signal)
    const { p50Ms = 0, p99Ms = 0 } = await act()
    stop.abort()
    return { rebuilds: await rebuilding, rebuildP50Ms: p50Ms, rebuildP99Ms: p99Ms }
  } finally {
    agent.destroy()
    await pool.end()
  }
}

/** The first question at a desk waits until its index is made. */
async function askEach(
  desks: readonly Conversation[],
  ask: (desk: Conversation) => Promise<number>,
  signal: AbortSignal,
): Promise<number> {
  let times = 0
  for (const desk of desks) {
    if (signal.aborted) break
    if ((await ask(desk)) === 0) throw new Error('nothing is found')
    times += 1
  }
  return times
}

async function publish(pool: pg.Pool, deskId: string, articles: number): Promise<void> {
  await pool.query('insert into knowledge_desks (desk_id, version) values ($1, 1)', [deskId])
  for (let from = 0; from < articles; from += chunk) {
    const some = Array.from({ length: Math.min(chunk, articles - from) }, (_, index) => madeUpArticle(from + index))
    const rows = some.map((one) => ({ ...one, articleId: randomUUID() }))
    await pool.query(
      `insert into knowledge_articles
         (article_id, desk_id, slug, language, state, version, category, audience, title, phrasings, search_text,
          changed_at, changed_by, changed_by_user, published_version, published_at, known_since)
       select "articleId", $1, slug, language, 'published', 1, 'start', audience, title, 4, title, now(), 'desk', 1, 1, now(), 1
         from jsonb_to_recordset($2) as r("articleId" uuid, slug text, language text, audience text, title text)`,
      [deskId, JSON.stringify(rows)],
    )
    await pool.query(
      `insert into knowledge_article_versions
         (article_id, version, category, audience, title, body, phrasings, written_at, written_by, written_by_user, published_at)
       select "articleId", 1, 'start', audience, title, body, array(select jsonb_array_elements_text(phrasings)), now(), 'desk', 1, now()
         from jsonb_to_recordset($1) as r("articleId" uuid, audience text, title text, body text, phrasings jsonb)`,
      [JSON.stringify(rows)],
    )
  }
}

async function asked(agent: Agent, url: string, token: string): Promise<number> {
  const input = { text: wordOf(1), language: 'ru', isForClient: false }
  const call = { url, path: '/api/desk/articles/suggest', token, input, agent, timeoutMs: patienceMs }
  const { status, body } = await postJson(call)
  if (status !== 200 || !Array.isArray(body['articles'])) throw new Error(`articles are not found: ${status}`)
  return body['articles'].length
}
