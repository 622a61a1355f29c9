import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RouteInput } from '#contract/routes.ts'
import { eventually } from '#test/support/eventually.ts'
import { openSocket } from '#test/support/socket.ts'
import { newId } from '#test/support/world.ts'
import { person } from '#test/portal/people.ts'
import { startScene, type Scene } from '../tickets/scene.ts'

type Content = RouteInput<'saveArticle'>['content']

let scene: Scene
let standardOwner: string
let free: string
beforeAll(async () => {
  scene = await startScene()
  const { world } = scene
  standardOwner = await world.enter('standard', 1)
  const admin = person(1, 'Зоя Соперник', { isAdmin: true })
  await world.sandbox.addPortal({ key: 'rival', title: 'rival', users: { admin } })
  free = await world.install('rival', 'client')
}, 60_000)
afterAll(() => scene.world.stop())

const content = (changes: Partial<Content> = {}): Content => ({
  category: 'mail',
  audience: 'clients',
  title: 'Письма не уходят',
  body: '# Что сделать\n\nПроверьте **порт** исходящей почты.\n\nПотом перезапустите ящик.',
  phrasings: ['не отправляется почта', 'письма застряли', 'ошибка исходящего сервера'],
  ...changes,
})
type Made = { articleId: string; slug: string }
const write = async (
  changes: Partial<Content> = {},
  {
    language = 'ru',
    translationOf = null,
    by = scene.owner,
  }: Partial<{ language: 'ru' | 'uk' | 'en'; translationOf: string | null; by: string }> = {},
): Promise<Made> => {
  const input = { articleId: newId(), version: null, language, translationOf, content: content(changes) }
  const { articleId, slug } = await scene.world.call('saveArticle', input, by)
  return { articleId, slug }
}
const publish = async (...args: Parameters<typeof write>): Promise<Made> => {
  const made = await write(...args)
  await scene.world.call('publishArticle', { articleId: made.articleId, version: 1 }, args[1]?.by ?? scene.owner)
  return made
}
const archive = ({ articleId }: Made, by = scene.owner) => scene.world.call('archiveArticle', { articleId }, by)
const browse = (token: string, language: 'ru' | 'uk' | 'en' = 'ru') =>
  scene.world.call('browseArticles', { language, limit: 100 }, token)
const find = async (text: string, how: 'typed' | 'proposed', token = scene.admin) => {
  const { articles } = await scene.world.call('findArticles', { text, language: 'ru', how }, token)
  return articles.map(({ title }) => title)
}
const helpersOf = async (token: string) => (await scene.world.call('readSupport', {}, token)).entitlement.helpers

describe('E10 the knowledge base', () => {
  it('is promised from the first published article that a client may read to the last, by its desk alone', async () => {
    expect(await helpersOf(scene.admin)).not.toContain('knowledge')
    const forStaff = await publish({ audience: 'staff' })
    const draft = await write()
    expect(await helpersOf(scene.admin)).not.toContain('knowledge')
    const client = await openSocket(scene.world.url, scene.admin)
    const article = await publish()
    await client.next('changed', ({ what }) => what === 'support')
    await client.close()
    expect(await helpersOf(scene.admin)).toContain('knowledge')
    expect(await helpersOf(free)).not.toContain('knowledge')
    const view = await scene.world.call('readSupport', {}, scene.admin)
    expect(view.levels.map(({ knowledge }) => knowledge)).toEqual([...view.levels.slice(1).map(() => false), true])
    const { conditions } = await scene.world.call('readConditions', {}, scene.integrator)
    expect(conditions?.helpers).toEqual(['assistant', 'knowledge'])
    await archive(article)
    expect(await helpersOf(scene.admin)).not.toContain('knowledge')
    for (const one of [forStaff, draft]) await archive(one)
  })
})

describe('A5 a client', () => {
  it('reads what the desk that answers it has published for it: no draft, no other desk’s, none for staff, no later version', async () => {
    const { world, admin, integrator } = scene
    const mine = await publish({ title: 'Моя статья', audience: 'public' })
    const clients = await publish({ title: 'Для клиентов' })
    const hidden = [
      await publish({ title: 'Для сотрудников', audience: 'staff' }),
      await write({ title: 'Черновик' }),
      await publish({ title: 'Чужая' }, { by: standardOwner }),
    ]
    await world.call(
      'saveArticle',
      {
        articleId: mine.articleId,
        version: 1,
        language: 'ru',
        translationOf: null,
        content: content({ title: 'Ещё не издано' }),
      },
      scene.owner,
    )
    const shelf = await browse(integrator)
    expect(shelf.articles.map(({ title }) => title)).toEqual(['Для клиентов', 'Моя статья'])
    expect(shelf.categories).toEqual([{ category: 'mail', articles: 2 }])
    expect((await browse(free)).articles.map(({ title }) => title)).toEqual(['Чужая'])
    for (const { slug } of hidden) {
      expect(await world.ask('readArticle', { slug, language: 'ru' }, admin)).toMatchObject({ code: 'not_found' })
    }
    const read = await world.call('readArticle', { slug: mine.slug, language: 'ru' }, admin)
    expect(read).toMatchObject({ title: 'Моя статья', body: content().body, languages: ['ru'] })
    await archive(mine)
    expect(await world.ask('readArticle', { slug: mine.slug, language: 'ru' }, admin)).toMatchObject({
      code: 'not_found',
    })
    for (const one of [clients, hidden[0], hidden[1]]) if (one !== undefined) await archive(one)
    if (hidden[2] !== undefined) await archive(hidden[2], standardOwner)
  })

  it('reads it in its own language, else in another, which is said', async () => {
    const { world, admin } = scene
    const russian = await publish({ title: 'По-русски' })
    const english = await publish({ title: 'In English' }, { language: 'en', translationOf: russian.articleId })
    const { slug } = russian
    const read = async (language: 'ru' | 'uk' | 'en') => {
      const article = await world.call('readArticle', { slug, language }, admin)
      return [article.language, article.title]
    }
    expect([await read('ru'), await read('en'), await read('uk')]).toEqual([
      ['ru', 'По-русски'],
      ['en', 'In English'],
      ['ru', 'По-русски'],
    ])
    expect((await browse(admin, 'en')).articles.map(({ title }) => title)).toEqual(['In English'])
    expect((await browse(admin, 'uk')).articles.map(({ title }) => title)).toEqual(['По-русски'])
    await archive(english)
    await archive(russian)
  })

  it('finds it as it types, and is offered it for a question; nothing for another one, and none that is archived', async () => {
    const article = await publish()
    const secret = await publish({ title: 'Пароль администратора почты', audience: 'staff' })
    const foreign = await publish({ title: 'Письма чужого стола' }, { by: standardOwner })

    await eventually(async () => expect(await find('пис', 'typed')).toEqual(['Письма не уходят']))
    await eventually(async () => expect(await find('письма', 'typed', free)).toEqual(['Письма чужого стола']))
    expect(await find('у нас застряли письма', 'proposed')).toEqual(['Письма не уходят'])
    expect(await find('как выгрузить отчёт телефонии за квартал', 'proposed')).toEqual([])
    await archive(article)
    expect(await find('письма', 'typed')).toEqual([])
    await archive(secret)
    await archive(foreign, standardOwner)
  })

  it('finds at another server process what was published at this one', async () => {
    const { world, admin } = scene
    const other = await world.startAnother()
    const ask = async () => {
      const response = await fetch(`${other.url}/api/articles/find`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${admin}` },
        body: JSON.stringify({ text: 'письма', language: 'ru', how: 'typed' }),
      })
      const { articles }: { articles: { title: string }[] } = await response.json()
      return articles.map(({ title }) => title)
    }
    expect(await ask()).toEqual([])
    const article = await publish()
    await eventually(async () => expect(await ask()).toEqual(['Письма не уходят']))
    await archive(article)
    await eventually(async () => expect(await ask()).toEqual([]))
    await other.stop()
  })
})

describe('A5 an agent', () => {
  it('is offered for an answer only what a client may read, and for a note everything of the desk', async () => {
    const { world, agent } = scene
    const article = await publish()
    const secret = await publish({ title: 'Письма: пароль администратора', audience: 'staff' })
    const suggest = async (isForClient: boolean) =>
      (await world.call('suggestArticles', { text: 'письма', language: 'ru', isForClient }, agent)).articles

    const bothIds = [article.articleId, secret.articleId].toSorted()
    await eventually(async () =>
      expect((await suggest(false)).map(({ articleId }) => articleId).toSorted()).toEqual(bothIds),
    )
    const forClient = await suggest(true)
    expect(forClient).toMatchObject([{ articleId: article.articleId, audience: 'clients' }])
    expect(forClient[0]?.address).toBe(`${world.url}/app#/knowledge/${article.slug}`)
    await archive(article)
    await archive(secret)
  })
})
