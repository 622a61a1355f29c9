import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RouteInput } from '#contract/routes.ts'
import { readArticleFile, writeArticleFile } from '#server/knowledge/transfer/articleFile.adapter.ts'
import { readOwnArticles } from '#server/knowledge/transfer/ownArticles.adapter.ts'
import { leastPhrasings } from '#contract/knowledge/types.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { startScene, type Scene } from '../tickets/scene.ts'

const fileOf = (changes: Partial<Record<'title' | 'phrasings' | 'audience' | 'body', string>> = {}) => `---
title: ${changes.title ?? 'Почта'}
category: mail
audience: ${changes.audience ?? 'clients'}
phrasings:
${changes.phrasings ?? '  - не уходят письма\n  - почта молчит\n  - письма застряли'}
---
${changes.body ?? '# Что сделать\n\nПроверьте **порт**.'}
`
type File = RouteInput<'importArticles'>['files'][number]

describe('A5 an article as a file', () => {
  it('is front matter and Markdown; folder and name say language and slug', () => {
    const read = readArticleFile({
      path: 'export/uk/poshta.md',
      text: fileOf({ title: '2024', phrasings: '  - yes\n  - "да: нет"\n  - ні' }),
    })
    expect(read).toEqual({
      slug: 'poshta',
      language: 'uk',
      content: {
        title: '2024',
        category: 'mail',
        audience: 'clients',
        phrasings: ['yes', 'да: нет', 'ні'],
        body: '# Что сделать\n\nПроверьте **порт**.',
      },
    })
  })

  it('that was written is read as it was, whatever stands in it', () => {
    const article = {
      slug: 'any-thing',
      language: 'en' as const,
      content: {
        title: '# "Quotes": yes & *no*',
        category: 'null',
        audience: 'staff' as const,
        phrasings: ['- one', '2: two', "it's {three}"],
        body: '---\nnot front matter\n---\n\n- a\n- b',
      },
    }
    expect(readArticleFile(writeArticleFile(article))).toEqual(article)
  })

  it.each([
    ['name', 'ru/Почта.md', fileOf()],
    ['name', 'de/mail.md', fileOf()],
    ['name', 'ru/mail.txt', fileOf()],
    ['name', 'mail.md', fileOf()],
    ['frontMatter', 'ru/mail.md', 'Просто текст'],
    ['frontMatter', 'ru/mail.md', '---\ntitle: [\n---\n'],
    ['frontMatter', 'ru/mail.md', '---\ntitle: a\ntitle: b\n---\n'],
    ['frontMatter', 'ru/mail.md', '---\na: &a [x, x]\nb: *a\n---\n'],
    ['frontMatter', 'ru/mail.md', `---\ntitle: ${'a'.repeat(13_000)}\n---\n`],
    ['fields', 'ru/mail.md', fileOf({ audience: 'world' })],
    ['fields', 'ru/mail.md', fileOf().replace('category: mail', 'category: mail\nowner: me')],
    ['fields', 'ru/mail.md', fileOf({ phrasings: `  - ${'a'.repeat(151)}` })],
    ['length', 'ru/mail.md', fileOf({ body: 'a'.repeat(40_001) })],
  ] as const)('is refused for its %s: %s', (fault, path, text) => {
    expect(readArticleFile({ path, text })).toBe(fault)
  })
})

it('A5 the articles that come with the program can be published, and each translation translates one', () => {
  const own = readOwnArticles()
  const russian = new Set(own.filter(({ language }) => language === 'ru').map(({ slug }) => slug))
  expect(own.length).toBeGreaterThan(0)
  expect(own.filter(({ content }) => content.phrasings.length < leastPhrasings || content.body === '')).toEqual([])
  expect(own.filter(({ slug }) => !russian.has(slug))).toEqual([])
})

describe('A5 articles as files', () => {
  let scene: Scene
  const pace = paceByHand()
  beforeAll(async () => {
    scene = await startScene(pace, null, { OPORA_OWN_ARTICLES: '1' })
  }, 60_000)
  afterAll(() => scene.world.stop())

  const take = async (files: File[], publishes: boolean, token = scene.owner) =>
    (await scene.world.call('importArticles', { files, publishes }, token)).results
  const list = (token = scene.owner) => scene.world.call('listArticles', { limit: 100 }, token)

  it('are taken once each, changed where they differ, and refused with the reason where they are none', async () => {
    const files = [
      { path: 'ru/pochta.md', text: fileOf() },
      { path: 'ru/few.md', text: fileOf({ phrasings: '  - одна' }) },
      { path: 'ru/none.md', text: 'нет' },
    ]
    expect(await take(files, true)).toEqual([
      { path: 'ru/pochta.md', outcome: 'created', fault: null, isPublished: true },
      { path: 'ru/few.md', outcome: 'created', fault: null, isPublished: false },
      { path: 'ru/none.md', outcome: 'refused', fault: 'frontMatter', isPublished: false },
    ])
    const again = await take([{ path: 'ru/pochta.md', text: fileOf() }], true)
    expect(again).toEqual([{ path: 'ru/pochta.md', outcome: 'same', fault: null, isPublished: true }])
    const changed = await take([{ path: 'ru/pochta.md', text: fileOf({ title: 'Почта и порты' }) }], false)
    expect(changed).toMatchObject([{ outcome: 'changed', isPublished: false }])
    const { articles } = await list()
    expect(articles.find(({ slug }) => slug === 'pochta')).toMatchObject({ state: 'published', hasChanges: true })
  })

  it('an agent brings drafts, and publishes none', async () => {
    const { world, agent } = scene
    const files = [{ path: 'en/from-agent.md', text: fileOf() }]
    expect(await world.ask('importArticles', { files, publishes: true }, agent)).toMatchObject({ code: 'lead_only' })
    expect(await take(files, false, agent)).toMatchObject([{ outcome: 'created', isPublished: false }])
  })

  it('are exported as they can be imported, page by page, without what is archived and what is another desk’s', async () => {
    const { world, owner } = scene
    const many = Array.from({ length: 45 }, (_, index) => ({ path: `ru/many-${index}.md`, text: fileOf() }))
    await take(many, false)
    const { articles } = await list()
    const archived = articles.find(({ slug }) => slug === 'many-7')
    await world.call('archiveArticle', { articleId: archived?.articleId ?? '' }, owner)
    const files: File[] = []
    for (let cursor: string | null | undefined = undefined; cursor !== null;) {
      const page: { files: File[]; nextCursor: string | null } = await world.call(
        'exportArticles',
        cursor === undefined ? {} : { cursor },
        owner,
      )
      files.push(...page.files)
      cursor = page.nextCursor
    }
    expect(new Set(files.map(({ path }) => path)).size).toBe(files.length)
    expect(files.filter(({ path }) => path.startsWith('ru/many-'))).toHaveLength(44)
    expect((await take(files.slice(0, 50), false)).filter(({ outcome }) => outcome !== 'same')).toEqual([])
  })

  it('those that come with the program are there when a standard desk is opened; a partner takes them with one button', async () => {
    const { world, owner } = scene
    const own = readOwnArticles()
    await world.turn()
    const standard = await world.enter('standard', 1)
    const articles = await list(standard)
    expect(articles.coverage).toEqual({ covered: own.length, all: own.length })
    expect((await world.call('readSupport', {}, scene.admin)).entitlement.helpers).toContain('knowledge')

    const before = await list()
    expect(await world.call('readOwnArticles', {}, owner)).toEqual({ left: own.length })
    expect(await world.call('copyOwnArticles', {}, owner)).toEqual({ left: 0 })
    expect(await world.call('copyOwnArticles', {}, owner)).toEqual({ left: 0 })
    expect((await list()).coverage.all).toBe(before.coverage.all + own.length)
    const { entries } = await world.call('listAudit', { kinds: ['settings'], limit: 1 }, owner)
    expect(entries[0]).toMatchObject({
      type: 'articles.copied',
      facts: [{ name: 'articleCount', value: String(own.length) }],
    })
  })
})
