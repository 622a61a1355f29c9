import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#test/support/world.ts'
import { forgetWritersOf } from '#server/knowledge/articles/erasure.commands.ts'
import { leastVoices, staleAfterDays, staleReason } from '#server/knowledge/voices/domain/stale.ts'
import { startScene, type Scene } from '../tickets/scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await startScene()
}, 60_000)
afterAll(() => scene.world.stop())

type Audience = 'public' | 'clients' | 'staff'
const content = (audience: Audience, title: string, body = 'Проверьте порт') => {
  const phrasings = ['один', 'два', 'три'].map((word) => `${title} ${word}`)
  return { category: 'mail', audience, title, body, phrasings }
}
async function publish(audience: Audience, title: string): Promise<{ articleId: string; slug: string }> {
  const { world, owner } = scene
  const articleId = newId()
  const made = { articleId, version: null, language: 'ru' as const, translationOf: null }
  const { slug } = await world.call('saveArticle', { ...made, content: content(audience, title) }, owner)
  await world.call('publishArticle', { articleId, version: 1 }, owner)
  return { articleId, slug }
}
const rate = (slug: string, isHelpful: boolean, comment = '', by = scene.admin) =>
  scene.world.call('rateArticle', { slug, language: 'ru', isHelpful, comment }, by)
const rowOf = async (articleId: string, isStale = false) => {
  const { articles } = await scene.world.call(
    'listArticles',
    { ...(isStale && { isStale: true as const }) },
    scene.agent,
  )
  return articles.find((one) => one.articleId === articleId)
}
const run = async (statement: string, values: unknown[] = []) => scene.world.store.pool.query(statement, values)

describe('A5 what readers say of an article', () => {
  it('is one voice of each for a version, the last one; the desk reads whose it is and what was missing', async () => {
    const { world, admin, integrator, agent, owner } = scene
    const { articleId, slug } = await publish('clients', 'Почта')
    expect((await world.call('readArticle', { slug, language: 'ru' }, admin)).voice).toBeNull()
    await Promise.all([rate(slug, true), rate(slug, true)])
    expect((await rate(slug, false, ' Нет про порт ')).voice).toEqual({ isHelpful: false, comment: 'Нет про порт' })
    await rate(slug, true, '', integrator)
    expect(await rowOf(articleId)).toMatchObject({ helpful: 1, unhelpful: 1, stale: null })
    const { voices } = await world.call('readArticleVoices', { articleId }, agent)
    expect(voices.map(({ isHelpful, comment }) => [isHelpful, comment])).toEqual([
      [true, ''],
      [false, 'Нет про порт'],
    ])
    expect(voices.every(({ by }) => by !== null && by !== '')).toBe(true)

    // Of the next version nobody has said anything.
    const next = content('clients', 'Почта', 'Проверьте порт 587')
    await world.call(
      'saveArticle',
      { articleId, version: 1, language: 'ru', translationOf: null, content: next },
      owner,
    )
    await world.call('publishArticle', { articleId, version: 2 }, owner)
    expect(await rowOf(articleId)).toMatchObject({ helpful: 0, unhelpful: 0 })
    expect((await world.call('readArticle', { slug, language: 'ru' }, admin)).voice).toBeNull()
    expect((await world.call('readArticleVoices', { articleId }, agent)).voices).toHaveLength(2)
  })

  it('is refused where the reader cannot read it, and read by no other desk', async () => {
    const { world, admin } = scene
    const secret = await publish('staff', 'Пароли')
    const ask = (slug: string) =>
      world.ask('rateArticle', { slug, language: 'ru', isHelpful: true, comment: '' }, admin)
    expect(await ask(secret.slug)).toMatchObject({ code: 'not_found' })
    const gone = await publish('clients', 'Старое')
    await world.call('archiveArticle', { articleId: gone.articleId }, scene.owner)
    expect(await ask(gone.slug)).toMatchObject({ code: 'not_found' })
    const other = await world.enter('standard', 1)
    for (const name of ['readArticleVoices', 'confirmArticle'] as const) {
      expect(await world.ask(name, { articleId: secret.articleId }, other)).toMatchObject({ code: 'not_found' })
    }
    const long = { slug: secret.slug, language: 'ru' as const, isHelpful: true, comment: 'x'.repeat(1001) }
    expect(await world.ask('rateArticle', long, admin)).toMatchObject({ ok: false, code: 'invalid_input' })
  })

  it('goes with its portal (C5)', async () => {
    const { world } = scene
    const { articleId, slug } = await publish('clients', 'Диск')
    await rate(slug, false, 'Лично')
    await world.transaction((unit) => forgetWritersOf(unit, world.sandbox.portals['client']?.memberId ?? ''))
    expect((await world.call('readArticleVoices', { articleId }, scene.agent)).voices).toEqual([])
  })
})

describe('A5 what is outdated', () => {
  const facts = (days: number, checked: number | null, helpful: number, unhelpful: number) => {
    const ago = (count: number) => new Date(Date.now() - count * 86_400_000)
    return { publishedAt: ago(days), checkedAt: checked === null ? null : ago(checked), helpful, unhelpful }
  }

  it.each([
    [facts(staleAfterDays - 1, null, 0, 0), null],
    [facts(staleAfterDays + 1, null, 0, 0), 'age'],
    [facts(staleAfterDays + 1, 1, 0, 0), null],
    [facts(staleAfterDays + 1, staleAfterDays + 1, 0, 0), 'age'],
    [facts(1, null, 0, leastVoices - 1), null],
    [facts(1, null, 2, 3), 'voices'],
    [facts(1, null, 3, 3), null],
    [facts(staleAfterDays + 1, null, 0, leastVoices), 'voices'],
    [{ ...facts(1, null, 0, 9), publishedAt: null }, null],
  ] as const)('%j is because of %s', (one, reason) => {
    expect(staleReason(one, new Date())).toBe(reason)
  })

  it.each([
    ['age', 200, null, 0, 0],
    ['age', 200, 190, 0, 0],
    [null, 200, 10, 0, 0],
    ['voices', 10, null, 1, 6],
    [null, 10, null, 4, 1],
    [null, 10, null, 0, 4],
  ] as const)('the list finds by the same rule: %s', async (reason, days, checked, helpful, unhelpful) => {
    const { articleId } = await publish('clients', `Статья ${newId()}`)
    await run(
      `update knowledge_articles set published_at = now() - $2 * interval '1 day', checked_at = now() - $3 * interval '1 day'
        where article_id = $1`,
      [articleId, days, checked],
    )
    await run(
      `insert into article_voices (voice_id, article_id, version, is_helpful, comment, at)
       select gen_random_uuid(), $1, 1, n <= $2, '', now() from generate_series(1, $3) n`,
      [articleId, helpful, helpful + unhelpful],
    )
    const row = await rowOf(articleId)
    expect(row?.stale).toBe(reason)
    expect((await rowOf(articleId, true)) !== undefined).toBe(reason !== null)
  })

  it('is no more once somebody who leads has looked at it; what was said before counts no more', async () => {
    const { world, owner, agent } = scene
    const { articleId } = await publish('clients', 'Телефония')
    await run(
      `insert into article_voices (voice_id, article_id, version, is_helpful, comment, at)
       select gen_random_uuid(), $1, 1, false, '', now() - interval '1 hour' from generate_series(1, 6)`,
      [articleId],
    )
    expect((await rowOf(articleId))?.stale).toBe('voices')
    expect(await world.ask('confirmArticle', { articleId }, agent)).toMatchObject({ ok: false })
    const checked = await world.call('confirmArticle', { articleId }, owner)
    expect(checked).toMatchObject({ stale: null, unhelpful: 6 })
    expect(checked.checkedAt).not.toBeNull()
    const { entries } = await world.call('listAudit', {}, owner)
    expect(entries.map(({ type }) => type)).toContain('article.checked')
    await world.call('archiveArticle', { articleId }, owner)
    expect((await world.call('confirmArticle', { articleId }, owner)).checkedAt).toBe(checked.checkedAt)
  })
})

describe('E7 what readers of the public page say', () => {
  it('is one voice of an address a day, of what is for everybody, from the page itself', async () => {
    const { world, owner } = scene
    await world.call('setHelpPage', { slug: 'voices-help' }, owner)
    const open = await publish('public', 'Для всех')
    const closed = await publish('clients', 'Для клиентов')
    const send = (slug: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
      fetch(`${world.url}/help/voices-help/${slug}?lang=ru`, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'x-forwarded-for': '203.0.113.201', ...headers },
        body: new URLSearchParams(fields),
      })

    const answer = await send(open.slug, { helpful: '0', comment: ' Нет про порт ' })
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      `/help/voices-help/${open.slug}?lang=ru&rated=1`,
    ])
    await send(open.slug, { helpful: '1', comment: '' })
    await send(open.slug, { helpful: '1', comment: '' }, { 'x-forwarded-for': '203.0.113.202' })
    const { voices } = await world.call('readArticleVoices', { articleId: open.articleId }, owner)
    expect(voices.map(({ isHelpful, by }) => [isHelpful, by])).toEqual([
      [true, null],
      [true, null],
    ])
    const thanks = await fetch(`${world.url}/help/voices-help/${open.slug}?lang=ru&rated=1`)
    expect(await thanks.text()).toContain('Спасибо, мы это учтём')

    const refused = [
      await send(closed.slug, { helpful: '1' }),
      await send('no-such', { helpful: '1' }),
      await send(open.slug, { helpful: '2' }),
      await send(open.slug, { helpful: '1', comment: 'x'.repeat(1001) }),
      await send(open.slug, { helpful: '1' }, { 'sec-fetch-site': 'cross-site' }),
    ]
    expect(refused.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
    const statuses = []
    for (let times = 0; times < 22; times += 1) statuses.push((await send(open.slug, { helpful: '1' })).status)
    expect(statuses.at(-1)).toBe(429)
    expect((await world.call('readArticleVoices', { articleId: open.articleId }, owner)).voices).toHaveLength(2)
  })
})
