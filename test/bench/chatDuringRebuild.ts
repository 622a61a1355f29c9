import { randomUUID } from 'node:crypto'
import { Agent } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Conversation } from '#test/support/chatWorld.ts'
import { postJson } from '#test/support/postJson.ts'
import type { Figures } from './figures.ts'
import { madeUpArticle, wordOf } from './knowledgeData.ts'

const chunk = 250
/** So often a question has the desk's version looked at. */
const askedEveryMs = 500
const patienceMs = 30_000

type Ask = (text: string) => Promise<string[]>

/**
 * Delivery while the index of a desk with so many articles is made anew, one time after the other, in the same server: `act` measures it.
 * `rebuilds`: how often that happened meanwhile; `rebuildP50Ms`, `rebuildP99Ms`: of the messages.
 */
export async function measureDuringRebuild(
  { databaseUrl, serverUrl, conversations }: { databaseUrl: string; serverUrl: string; conversations: Conversation[] },
  articles: number,
  act: () => Promise<Figures>,
): Promise<Figures> {
  const [conversation] = conversations
  if (conversation === undefined) throw new Error('no conversation')
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 })
  const agent = new Agent({ keepAlive: true })
  try {
    const { deskId, deskToken: token } = conversation
    await publish(pool, deskId, articles)
    const ask = (text: string) => asked(agent, serverUrl, token, text)
    await until(async () => (await ask(wordOf(1))).length > 0)
    const stop = new AbortController()
    const rebuilding = rebuild(pool, deskId, ask, stop.signal)
    const { p50Ms = 0, p99Ms = 0 } = await act()
    stop.abort()
    return { rebuilds: await rebuilding, rebuildP50Ms: p50Ms, rebuildP99Ms: p99Ms }
  } finally {
    agent.destroy()
    await pool.end()
  }
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

/** As if each article were published anew, one of them with a title by which it shows when all of them are known. */
async function rebuild(pool: pg.Pool, deskId: string, ask: Ask, signal: AbortSignal): Promise<number> {
  let times = 0
  while (!signal.aborted) {
    times += 1
    const title = titleOf(times)
    await rename(pool, deskId, title)
    await pool.query(
      `with next as (update knowledge_desks set version = version + 1 where desk_id = $1 returning version)
       update knowledge_articles set known_since = next.version from next where desk_id = $1`,
      [deskId],
    )
    await until(async () => (await ask(title)).includes(title))
  }
  return times
}

/** Versions are kept as they were written, so the one of this round is a version more. */
async function rename(pool: pg.Pool, deskId: string, title: string): Promise<void> {
  await pool.query(
    `with one as (select article_id, published_version from knowledge_articles where desk_id = $1 order by slug limit 1),
          written as (
            insert into knowledge_article_versions
              (article_id, version, category, audience, title, body, phrasings, written_at, written_by, written_by_user, published_at)
            select v.article_id, v.version + 1, v.category, v.audience, $2, v.body, v.phrasings, now(), 'desk', 1, now()
              from knowledge_article_versions v join one on one.article_id = v.article_id and one.published_version = v.version
            returning article_id, version)
     update knowledge_articles a set published_version = w.version, version = w.version, title = $2
       from written w where a.article_id = w.article_id`,
    [deskId, title],
  )
}

/** A word that no other article has. */
function titleOf(time: number): string {
  return `ъщъ${wordOf(time)}ъщъ${time}`
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  const startedAt = performance.now()
  while (!(await isTrue())) {
    if (performance.now() - startedAt > patienceMs) throw new Error('an index does not follow')
    await pause(askedEveryMs)
  }
}

async function asked(agent: Agent, url: string, token: string, text: string): Promise<string[]> {
  const input = { text, language: 'ru', isForClient: false }
  const call = { url, path: '/api/desk/articles/suggest', token, input, agent, timeoutMs: patienceMs }
  const { status, body } = await postJson(call)
  if (status !== 200 || !Array.isArray(body['articles'])) throw new Error(`articles are not found: ${status}`)
  return body['articles'].flatMap((one: { title?: unknown }) => (typeof one.title === 'string' ? [one.title] : []))
}
