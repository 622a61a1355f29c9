import { beforeEach, describe, expect, it, vi } from 'vitest'
import ArticlePage from '#app/knowledge/ArticlePage.vue'
import InsertArticle from '#app/knowledge/InsertArticle.vue'
import ProposedArticles from '#app/knowledge/ProposedArticles.vue'
import ShelfPage from '#app/knowledge/ShelfPage.vue'
import { articleAt } from '#app/knowledge/articleAddress.ts'
import { makeClientRouter } from '#app/shell/client/router.ts'
import type { ArticleView, FoundArticle } from '#contract/knowledge/reading.types.ts'
import { uuid } from '../deskFactories.ts'
import { allByRole, byLabel, byRole, click, mountPage, server, settle, textOf, type } from '../harness.ts'

const page = () => document.body.textContent ?? ''
const found = (changes: Partial<FoundArticle> = {}): FoundArticle => ({
  slug: 'pisma',
  language: 'ru',
  title: 'Письма не уходят',
  quote: 'Проверьте порт',
  ...changes,
})
const article = (changes: Partial<ArticleView> = {}): ArticleView => ({
  slug: 'pisma',
  language: 'ru',
  title: 'Письма не уходят',
  category: 'mail',
  body: '## Порт\n\nПроверьте **порт**.',
  publishedAt: '2026-11-21T08:00:00.000Z',
  languages: ['ru', 'en'],
  voice: null,
  ...changes,
})
const shelf = (slugs: readonly string[]) => ({
  deskName: 'Поддержка24',
  categories: [
    { category: 'mail', articles: 1 },
    { category: 'Наше', articles: 1 },
  ],
  articles: slugs.map((slug) => ({ slug, language: 'ru' as const, title: `О ${slug}`, category: 'mail' })),
  nextCursor: null,
})

async function afterTyping(act: () => Promise<void>, waitMs: number): Promise<void> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  await act()
  await vi.advanceTimersByTimeAsync(waitMs)
  vi.useRealTimers()
  await settle()
}

describe('A5 the knowledge base of a client', () => {
  beforeEach(() => server.on('browseArticles', () => shelf(['mail', 'crm'])))

  it('shows what there is by categories, and what is found as one types', async () => {
    mountPage(ShelfPage, { router: makeClientRouter() })
    await settle()
    expect(page()).toContain('Ответы поддержки «Поддержка24»')
    expect(byRole('link', 'О crm').getAttribute('href')).toBe('#/knowledge/crm')
    await click(byRole('button', 'Почта (1)'))
    expect(server.asked('browseArticles').at(-1)).toMatchObject({ category: 'mail', language: 'ru' })

    server.on('findArticles', () => ({ articles: [found({ language: 'en', title: 'Mail' })] }))
    await afterTyping(() => type(byLabel('Найти ответ'), 'письма'), 250)
    expect(server.asked('findArticles')).toEqual([{ text: 'письма', language: 'ru', how: 'typed' }])
    expect(page()).toContain('Найдена 1 статья')
    expect(page()).toContain('английский')
  })

  it('without articles says so and has nothing to search', async () => {
    server.on('browseArticles', () => ({ ...shelf([]), categories: [] }))
    mountPage(ShelfPage, { router: makeClientRouter() })
    await settle()
    expect(page()).toContain('Статей здесь пока нет')
    expect(allByRole('search')).toEqual([])
  })
})

describe('A5 an article', () => {
  const open = async () => {
    mountPage(ArticlePage, { props: { slug: 'pisma' }, router: makeClientRouter() })
    await settle()
  }

  it('is read with its headings, and can be read in its other languages', async () => {
    server.on('readArticle', ({ language }) => article(language === 'en' ? { language, title: 'Mail' } : {}))
    await open()
    expect(byRole('heading', 'Порт').tagName).toBe('H3')
    expect(page()).not.toContain('нет, вот она на другом')
    await click(byRole('button', 'Читать на языке: английский'))
    expect(byRole('heading', 'Mail')).toBeDefined()
  })

  it('that is not written in the reader’s language says in which it is', async () => {
    server.on('readArticle', () => article({ language: 'en', title: 'Mail', languages: ['en'] }))
    await open()
    expect(page()).toContain('На русском языке этой статьи нет, вот она на другом: английский.')
  })

  it('is rated in a click, and what was missing is said afterwards', async () => {
    server.on('readArticle', () => article())
    server.on('rateArticle', ({ isHelpful, comment }) => article({ voice: { isHelpful, comment } }))
    await open()
    expect(document.querySelector('textarea')).toBeNull()

    await click(byRole('button', 'Не помогла'))
    expect(page()).toContain('Напишите, чего не хватило')
    expect(byRole('button', 'Не помогла').getAttribute('aria-pressed')).toBe('true')
    await type(byLabel('Что добавить или исправить'), 'Нет про порт')
    await click(byRole('button', 'Отправить'))

    expect(server.asked('rateArticle')).toEqual([
      { slug: 'pisma', language: 'ru', isHelpful: false, comment: '' },
      { slug: 'pisma', language: 'ru', isHelpful: false, comment: 'Нет про порт' },
    ])
    expect(page()).toContain('Прочитают те, кто пишет статьи')
    await click(byRole('button', 'Помогла'))
    expect(server.asked('rateArticle').at(-1)).toMatchObject({ isHelpful: true, comment: 'Нет про порт' })
  })

  it('that cannot be rated any more says why, and keeps what was written', async () => {
    server.on('readArticle', () => article({ voice: { isHelpful: false, comment: '' } }))
    server.refuse('rateArticle', 'not_found')
    await open()
    await type(byLabel('Что добавить или исправить'), 'Нет про порт')
    await click(byRole('button', 'Отправить'))
    expect(allByRole('alert').length).toBeGreaterThan(0)
    expect((byLabel('Что добавить или исправить') as HTMLTextAreaElement).value).toBe('Нет про порт')
  })

  it('that is gone says so', async () => {
    server.refuse('readArticle', 'not_found')
    await open()
    expect(page()).toContain('Такой статьи больше нет')
  })
})

it('T4 articles are proposed for what is being written, and nothing is said of none', async () => {
  server.on('findArticles', () => ({ articles: [found()] }))
  await afterTyping(async () => {
    mountPage(ProposedArticles, { props: { text: 'не уходят письма' }, router: makeClientRouter() })
    await settle()
  }, 800)
  expect(server.asked('findArticles')).toEqual([{ text: 'не уходят письма', language: 'ru', how: 'proposed' }])
  expect(textOf(byRole('status'))).toContain('Возможно, ответ уже есть')
})

it('A5 an agent puts a link or a quote where the caret stands', async () => {
  const field = document.createElement('textarea')
  document.body.append(field)
  field.value = 'Смотрите: . Готово'
  field.setSelectionRange(10, 10)
  const address = 'https://opora.example/app#/knowledge/pisma'
  const suggested = { ...found({ title: 'Письма [важно]' }), articleId: uuid(1), audience: 'clients' as const, address }
  server.on('suggestArticles', () => ({ articles: [suggested] }))
  mountPage(InsertArticle, { props: { field, isNote: false } })
  await click(byRole('button', 'Вставить статью'))
  await afterTyping(() => type(byLabel('Найти статью'), 'письма'), 250)
  expect(server.asked('suggestArticles')).toEqual([{ text: 'письма', language: 'ru', isForClient: true }])
  await click(byRole('button', /^Вставить ссылку/))
  expect(field.value).toBe(`Смотрите: [Письма  важно ](${address}). Готово`)
  field.remove()
})

it('A5 a link to an article is one of this application alone', () => {
  const origin = 'https://opora.example'
  expect(articleAt(`${origin}/app#/knowledge/kak-podkliuchit`, origin)).toBe('kak-podkliuchit')
  for (const other of [
    'https://evil.example/app#/knowledge/x',
    'https://opora.example.evil.example/app#/knowledge/x',
    `${origin}/app#/tickets/x`,
    `${origin}/app#/knowledge/../x`,
  ]) {
    expect(articleAt(other, origin)).toBeNull()
  }
})
