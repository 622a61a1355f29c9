import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RouteInput } from '#contract/routes.ts'
import { forgetWritersOf } from '#server/knowledge/articles/erasure.commands.ts'
import { makeArticleSource } from '#server/knowledge/articles/source.queries.ts'
import { openSocket } from '#test/support/socket.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../tickets/scene.ts'

type Saving = RouteInput<'saveArticle'>
type Content = Saving['content']

let scene: Scene
let lead: string
let standardOwner: string
beforeAll(async () => {
  scene = await startScene()
  const { world, owner } = scene
  await world.call('setStaff', { userId: 4, role: 'lead' }, owner)
  lead = await world.enter('partner', 4)
  standardOwner = await world.enter('standard', 1)
}, 60_000)
afterAll(() => scene.world.stop())

const content = (changes: Partial<Content> = {}): Content => ({
  category: 'mail',
  audience: 'clients',
  title: 'Письма не уходят',
  body: 'Проверьте **ящик** в настройках',
  phrasings: ['не уходят письма', 'почта не отправляется', 'письма застряли в исходящих'],
  ...changes,
})
const save = (changes: Partial<Saving> = {}, token = scene.agent) => {
  const input: Saving = {
    articleId: newId(),
    version: null,
    language: 'ru',
    translationOf: null,
    content: content(),
    ...changes,
  }
  return scene.world.call('saveArticle', input, token)
}
const publish = (articleId: string, version = 1) => scene.world.call('publishArticle', { articleId, version }, lead)
const published = async (changes: Partial<Content> = {}) => {
  const { articleId } = await save({ content: content(changes) })
  return publish(articleId)
}
const source = () => makeArticleSource(scene.world.store.db)
const deskOf = async (token: string) => (await scene.actorOf(token)).desk?.deskId ?? ''

describe('A5 an article', () => {
  it('is written by an agent and published by a lead; an agent publishes and archives nothing', async () => {
    const { world, agent } = scene
    const draft = await save()
    const { articleId } = draft

    expect(draft).toMatchObject({ state: 'draft', version: 1, publishedVersion: null, slug: 'pisma-ne-ukhodiat' })
    expect(draft.canPublish).toBe(false)
    for (const refused of [
      world.ask('publishArticle', { articleId, version: 1 }, agent),
      world.ask('archiveArticle', { articleId }, agent),
    ]) {
      expect(await refused).toMatchObject({ ok: false, status: 403 })
    }
    expect(await publish(articleId)).toMatchObject({ state: 'published', publishedVersion: 1, hasChanges: false })
    expect(await world.call('archiveArticle', { articleId }, lead)).toMatchObject({
      state: 'archived',
      publishedVersion: null,
    })
    expect(await publish(articleId)).toMatchObject({ state: 'published' })
  })

  it('needs a text and three phrasings that differ before it is published', async () => {
    const { world } = scene
    const alike = await save({
      content: content({ phrasings: ['Не уходят письма', 'не уходят, письма!', '«»', 'почта'] }),
    })
    const empty = await save({ content: content({ body: '   ' }) })
    const ask = ({ articleId }: { articleId: string }) => world.ask('publishArticle', { articleId, version: 1 }, lead)

    expect(alike.content.phrasings).toEqual(['не уходят, письма!', 'почта'])
    expect(await ask(alike)).toMatchObject({ code: 'phrasings_missing', status: 422, details: { least: 3, has: 2 } })
    expect(await ask(empty)).toMatchObject({ code: 'article_empty', status: 422 })
  })

  it('keeps every version as it was written; what is published stays until the next one is', async () => {
    const { world } = scene
    const { articleId } = await published()
    const changed = await save({ articleId, version: 1, content: content({ body: 'Другой текст' }) })

    expect(changed).toMatchObject({ state: 'published', version: 2, publishedVersion: 1, hasChanges: true })
    expect(changed.versions.map(({ version, publishedAt }) => [version, publishedAt !== null])).toEqual([
      [2, false],
      [1, true],
    ])
    const first = await world.call('readArticleVersion', { articleId, version: 1 }, scene.agent)
    expect(first.content).toEqual(content())
    const overwriting = sql`update knowledge_article_versions set body = 'иначе' where article_id = ${articleId}`
    await expect(overwriting.execute(world.store.db)).rejects.toThrow('stays as it was written')
  })

  it('saved or published twice is one; from an older version than the newest it is refused', async () => {
    const { world, agent } = scene
    const saving: Saving = {
      articleId: newId(),
      version: null,
      language: 'uk',
      translationOf: null,
      content: content({ title: 'Листи не йдуть' }),
    }
    const again = async (input: Saving) => (await world.call('saveArticle', input, agent)).version
    const next: Saving = { ...saving, version: 1, content: content({ body: 'Інакше' }) }

    expect([await again(saving), await again(saving), await again(next), await again(next)]).toEqual([1, 1, 2, 2])
    const late = { ...next, content: content({ body: 'Запізно' }) }
    expect(await world.ask('saveArticle', late, agent)).toMatchObject({ code: 'article_stale', status: 409 })
    const { articleId } = saving
    expect(await world.ask('publishArticle', { articleId, version: 1 }, lead)).toMatchObject({ code: 'article_stale' })
    await publish(articleId, 2)
    const before = await source().versionOf(await deskOf(lead))
    await publish(articleId, 2)
    expect(await source().versionOf(await deskOf(lead))).toBe(before)
  })

  it('of two that save at once one is kept and the other refused', async () => {
    const { world, agent } = scene
    const { articleId } = await save()
    const both = ['Первый', 'Второй'].map((body) =>
      world.ask(
        'saveArticle',
        { articleId, version: 1, language: 'ru', translationOf: null, content: content({ body }) },
        agent,
      ),
    )
    expect((await Promise.all(both)).map((answer) => (answer.ok ? 'ok' : answer.code)).toSorted()).toEqual([
      'article_stale',
      'ok',
    ])
  })

  it('has a name of its own, and its translations have the same', async () => {
    const { world, agent } = scene
    const title = 'Как подключить партнёра'
    const first = await save({ content: content({ title }) })
    const second = await save({ content: content({ title }) })
    const english = await save({
      language: 'en',
      translationOf: first.articleId,
      content: content({ title: 'Connect' }),
    })

    expect([first.slug, second.slug, english.slug]).toEqual([
      'kak-podkliuchit-partnera',
      'kak-podkliuchit-partnera-2',
      'kak-podkliuchit-partnera',
    ])
    expect(english.translations).toEqual([{ articleId: first.articleId, language: 'ru', state: 'draft', title }])
    const twice = { articleId: newId(), version: null, language: 'en', translationOf: first.articleId }
    expect(await world.ask('saveArticle', { ...twice, content: content() }, agent)).toMatchObject({
      code: 'translation_exists',
      status: 409,
    })
  })

  it('of another desk does not exist', async () => {
    const { world } = scene
    const { articleId } = await published()
    const saving = { articleId, version: 1, language: 'ru', translationOf: null, content: content({ body: 'чужое' }) }
    const asked = [
      world.ask('readDeskArticle', { articleId }, standardOwner),
      world.ask('readArticleVersion', { articleId, version: 1 }, standardOwner),
      world.ask('saveArticle', saving, standardOwner),
      world.ask(
        'saveArticle',
        { ...saving, articleId: newId(), version: null, translationOf: articleId },
        standardOwner,
      ),
      world.ask('publishArticle', { articleId, version: 1 }, standardOwner),
      world.ask('archiveArticle', { articleId }, standardOwner),
    ]
    for (const answer of await Promise.all(asked)) expect(answer).toMatchObject({ code: 'not_found' })
    const { articles } = await world.call('listArticles', {}, standardOwner)
    expect(articles).toEqual([])
  })
})

describe('A5 the list of a desk', () => {
  it('is searched, filtered and read page by page, the one that changed last first', async () => {
    const { world, agent } = scene
    const titles = ['Телефония молчит', 'Телефония и запись', 'Телефония в очереди']
    for (const title of titles) await save({ content: content({ title, category: 'telephony', phrasings: [] }) })
    const list = (input: RouteInput<'listArticles'>) => world.call('listArticles', input, agent)

    const first = await list({ search: 'ТЕЛЕФОНИЯ', limit: 2 })
    expect(first.articles.map(({ title }) => title)).toEqual(titles.toReversed().slice(0, 2))
    const second = await list({ search: 'телефония', limit: 2, cursor: first.nextCursor ?? '' })
    expect(second.articles.map(({ title }) => title)).toEqual([titles[0]])
    expect(second.nextCursor).toBeNull()
    expect((await list({ category: 'telephony', state: 'draft', language: 'ru' })).articles).toHaveLength(3)
    expect((await list({ category: 'telephony', state: 'published' })).articles).toEqual([])
    expect((await list({ search: 'застряли', limit: 100 })).articles.length).toBeGreaterThan(0)
    expect((await list({ search: '100%_' })).articles).toEqual([])
  })

  it('says how many articles have enough phrasings, and which categories there are', async () => {
    const { world, owner } = scene
    const before = await world.call('listArticles', {}, owner)
    await save({ content: content({ title: 'Без формулировок', category: 'Наше своё', phrasings: ['одна'] }) })
    const archived = await save({ content: content({ phrasings: [] }) })
    await world.call('archiveArticle', { articleId: archived.articleId }, owner)
    const after = await world.call('listArticles', {}, owner)

    expect(after.coverage).toEqual({ covered: before.coverage.covered, all: before.coverage.all + 1 })
    expect(after.categories).toContain('Наше своё')
    expect([before.canPublish, (await world.call('listArticles', {}, scene.agent)).canPublish]).toEqual([true, false])
  })
})

describe('A5 what is published', () => {
  it('is told from a version on: what changed since as a whole, and what nobody reads any more', async () => {
    const { world } = scene
    const deskId = await deskOf(lead)
    const since = await source().versionOf(deskId)
    const kept = await published({ title: 'Остаётся', audience: 'public' })
    const gone = await published({ title: 'Уходит' })
    await save({ content: content({ title: 'Черновик' }) })
    await save({ articleId: kept.articleId, version: 1, content: content({ title: 'Ещё не издано' }) })
    await world.call('archiveArticle', { articleId: gone.articleId }, lead)

    const changes = await source().changesSince(deskId, since)
    expect(changes).toEqual({
      version: since + 3,
      changed: [
        {
          articleId: kept.articleId,
          slug: kept.slug,
          language: 'ru',
          audience: 'public',
          title: 'Остаётся',
          body: kept.content.body,
          phrasings: kept.content.phrasings,
        },
      ],
      gone: [gone.articleId],
    })
    expect(await source().changesSince(deskId, changes.version)).toEqual({ version: since + 3, changed: [], gone: [] })
    expect((await source().changesSince(deskId, 0)).changed.map(({ articleId }) => articleId)).toContain(kept.articleId)
    expect(await source().changesSince(newId(), 0)).toEqual({ version: 0, changed: [], gone: [] })
  })

  it('is in the owner’s log, and its desk’s pages are woken, nobody else’s', async () => {
    const { world, owner, agent, admin } = scene
    const pages = {
      desk: await openSocket(world.url, agent),
      client: await openSocket(world.url, admin),
      standard: await openSocket(world.url, standardOwner),
    }
    const { articleId } = await published({ title: 'Для журнала' })
    await pages.desk.next('changed', ({ what }) => what === 'knowledge')
    await world.call('archiveArticle', { articleId }, lead)

    const { entries } = await world.call('listAudit', { kinds: ['settings'], limit: 2 }, owner)
    expect(entries.map(({ type }) => type)).toEqual(['article.archived', 'article.published'])
    expect(entries[1]?.facts).toEqual([
      { name: 'article', value: 'Для журнала' },
      { name: 'articleLanguage', value: 'ru' },
      { name: 'articleVersion', value: '1' },
    ])
    for (const page of [pages.client, pages.standard]) {
      expect(page.all('changed').filter(({ what }) => what === 'knowledge')).toEqual([])
    }
    await Promise.all(Object.values(pages).map((page) => page.close()))
  })
})

describe('C5 a portal that is uninstalled with CLEAN', () => {
  it('leaves its desk’s articles, and numbers for the names of those who wrote them', async () => {
    const { world, agent } = scene
    const { articleId, versions } = await save()
    await world.transaction((unit) => forgetWritersOf(unit, world.sandbox.portals['partner']?.memberId ?? ''))

    const after = await world.call('readDeskArticle', { articleId }, agent)
    expect(versions[0]?.by).not.toMatch(/^№ /)
    expect([after.changedBy, after.versions[0]?.by]).toEqual(['№ 3', '№ 3'])
    expect(after.content).toEqual(content())
  })
})
