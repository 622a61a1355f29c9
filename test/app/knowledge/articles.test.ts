import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import KnowledgePage from '#app/knowledge/KnowledgePage.vue'
import { useArticlesStore } from '#app/knowledge/articlesStore.ts'
import { deskRoutes } from '#app/shell/desk/router.ts'
import type { DeskArticle } from '#contract/knowledge/types.ts'
import { someone } from '../deskFactories.ts'
import {
  allByRole,
  byLabel,
  byRole,
  click,
  goOnline,
  links,
  mountPage,
  server,
  settle,
  signIn,
  textOf,
  type,
} from '../harness.ts'
import { aContent, aHelpPage, anArticle, aPage, aRow } from './factories.ts'

const page = () => document.body.textContent ?? ''
const fieldOf = (label: RegExp) => byLabel(label) as HTMLInputElement

async function show(props: Partial<InstanceType<typeof KnowledgePage>['$props']> = {}): Promise<void> {
  const router = createRouter({ history: createMemoryHistory(), routes: deskRoutes })
  mountPage(KnowledgePage, {
    props: { articleId: '', isNew: false, translationOf: null, language: null, search: null, asked: [], ...props },
    router,
  })
  await settle()
}

const shares = { first: 0, amongThree: 0 }
const nothingLost = { questions: 0, before: shares, after: shares, isWorse: false, lost: [] }

async function open(article: DeskArticle): Promise<void> {
  server.on('readDeskArticle', () => article)
  await show({ articleId: article.articleId })
}

describe('A5 the list of articles', () => {
  beforeEach(async () => {
    await signIn(someone('owner'))
    server.on('readOwnArticles', () => ({ left: 0 }))
    server.on('readHelpPage', () => aHelpPage())
  })

  it('of a desk that has none says what they are for', async () => {
    server.on('listArticles', () => aPage())
    await show()
    expect(page()).toContain('Статей пока нет')
    expect(allByRole('search')).toEqual([])
  })

  it('says state, audience and how many articles can be found, and asks the server for what is looked for', async () => {
    server.on('listArticles', () =>
      aPage({
        articles: [aRow({ hasChanges: true }), aRow({ state: 'draft', title: 'Черновик о CRM', phrasings: 1 })],
        coverage: { covered: 2, all: 3 },
        categories: ['mail', 'Наше'],
      }),
    )
    await show()
    expect(page()).toContain('Формулировок достаточно у 2 из 3 статей (66 %)')
    expect(page()).toContain('есть неопубликованные правки')
    expect(page()).toContain('1 формулировка')
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    await type(byLabel('Найти статью'), 'crm')
    await vi.advanceTimersByTimeAsync(300)
    vi.useRealTimers()
    await settle()
    expect(server.asked('listArticles').at(-1)).toEqual({ search: 'crm', limit: 30 })
  })
})

describe('A5 what readers say of an article', () => {
  beforeEach(async () => {
    await signIn(someone('lead'))
    server.on('readOwnArticles', () => ({ left: 0 }))
    server.on('readHelpPage', () => aHelpPage())
  })

  it('stands in the list, and outdated ones are asked for by themselves', async () => {
    const bad = aRow({ helpful: 1, unhelpful: 6, stale: 'voices' })
    server.on('listArticles', () => aPage({ articles: [bad], coverage: { covered: 1, all: 1 } }))
    await show()
    expect(page()).toContain('Помогла 1 из 7')
    expect(page()).toContain('чаще не помогает')
    const store = useArticlesStore()
    await store.show({ state: 'stale' })
    expect(server.asked('listArticles').at(-1)).toEqual({ isStale: true, limit: 30 })
  })

  it('stands beside it, and one click says that it is still so', async () => {
    const versions = [
      { version: 1, at: '2026-01-21T08:00:00.000Z', by: 'Игорь', publishedAt: '2026-01-21T08:00:00.000Z' },
    ]
    const old = anArticle({ state: 'published', publishedVersion: 1, versions, helpful: 1, stale: 'age' })
    const voices = [{ at: '2026-11-21T08:00:00.000Z', version: 1, isHelpful: true, comment: 'Спасибо', by: null }]
    server.on('readArticleVoices', () => ({ voices }))
    server.on('confirmArticle', () => ({ ...old, stale: null, checkedAt: '2026-11-22T08:00:00.000Z' }))
    await open(old)
    expect(page()).toContain('Помогла 1 из 1')
    expect(page()).toContain('На странице помощи')
    expect(page()).toContain('давно не проверяли')

    await click(byRole('button', 'Проверена, всё верно'))
    expect(server.asked('confirmArticle')).toEqual([{ articleId: old.articleId }])
    expect(page()).not.toContain('давно не проверяли')
    expect(page()).toContain('Проверена')
  })
})

describe('A5 the editor of an article', () => {
  beforeEach(async () => {
    await signIn(someone('owner'))
    server.on('listArticles', () => aPage())
  })

  it('says what is missing before the server is asked, then saves a new one once', async () => {
    const saved = anArticle()
    await show({ articleId: saved.articleId, isNew: true })
    await click(byRole('button', 'Сохранить черновик'))
    expect(page()).toContain('Напишите название.')
    expect(page()).toContain('Укажите категорию.')
    expect(server.asked('saveArticle')).toEqual([])

    server.on('saveArticle', () => saved)
    await type(fieldOf(/^Название/), ' Письма не уходят ')
    await type(fieldOf(/^Категория/), 'почта')
    await type(fieldOf(/^Как об этом спрашивают/), 'не уходят письма\nНе уходят письма!\nзастряли')
    expect(page()).toContain('Разных формулировок: 2 из 3')
    await click(byRole('button', 'Сохранить черновик'))
    expect(server.asked('saveArticle')).toEqual([
      {
        articleId: saved.articleId,
        version: null,
        language: 'ru',
        translationOf: null,
        content: {
          category: 'mail',
          audience: 'clients',
          title: 'Письма не уходят',
          body: '',
          phrasings: ['Не уходят письма!', 'застряли'],
        },
      },
    ])
    expect(page()).toContain('Черновик сохранён.')
  })

  it('shows the text as it will be read', async () => {
    await open(anArticle())
    await click(byRole('radio', 'Просмотр'))
    expect(byRole('heading', 'Проверьте ящик').tagName).toBe('H2')
    expect(allByRole('listitem').map(textOf)).toEqual(expect.arrayContaining(['пароль', 'порт']))
  })

  it('saves what was changed, then publishes that version', async () => {
    const article = anArticle()
    await open(article)
    server.on('saveArticle', () => anArticle({ ...article, version: 2 }))
    server.on('rehearseArticle', () => nothingLost)
    server.on('publishArticle', () => anArticle({ ...article, version: 2, state: 'published', publishedVersion: 2 }))
    await type(fieldOf(/^Название/), 'Письма не приходят')
    await click(byRole('button', 'Опубликовать'))
    expect(server.asked('saveArticle')).toMatchObject([{ version: 1, content: { title: 'Письма не приходят' } }])
    expect(server.asked('publishArticle')).toEqual([{ articleId: article.articleId, version: 2 }])
    expect(page()).toContain('опубликована.')
  })

  it('says what a colleague has saved meanwhile, keeps what was written, and takes theirs when asked', async () => {
    links().token.keep('t')
    const socket = goOnline()
    const article = anArticle()
    await open(article)
    await type(fieldOf(/^Название/), 'Моё название')
    server.on('readDeskArticle', () =>
      anArticle({ ...article, version: 2, content: aContent({ title: 'Название коллеги' }) }),
    )
    socket.push({ type: 'changed', what: 'knowledge' })
    await settle()
    expect(fieldOf(/^Название/).value).toBe('Моё название')
    expect(page()).toContain('Коллега сохранил версию 2')

    server.refuse('saveArticle', 'article_stale')
    await click(byRole('button', 'Сохранить черновик'))
    expect(allByRole('alert').map(textOf).join('')).toContain('Коллега только что изменил эту статью')
    await click(byRole('button', 'Взять версию 2'))
    expect(fieldOf(/^Название/).value).toBe('Название коллеги')
  })

  it('compares an earlier version line by line and brings its text back', async () => {
    const article = anArticle({ version: 2, content: aContent({ body: 'Стало\nКонец' }) })
    await open(article)
    server.on('readArticleVersion', () => ({ version: 1, content: aContent({ body: 'Было\nКонец' }) }))
    await click(byRole('button', 'Что изменилось после версии 2'))
    await vi.dynamicImportSettled()
    await settle()
    const dialog = byRole('dialog', 'Версия 2 и ваш текст')
    expect(textOf(dialog)).toContain('Удалено:')
    expect(textOf(dialog)).toContain('Было')
    await click(byRole('button', 'Вернуть текст версии 2'))
    expect(fieldOf(/^Текст/).value).toBe('Было\nКонец')
    expect(page()).toContain('Сохраните его, чтобы он стал новой версией.')
  })

  it('asks before it archives', async () => {
    const article = anArticle({ state: 'published', publishedVersion: 1 })
    await open(article)
    server.on('archiveArticle', () => anArticle({ ...article, state: 'archived', publishedVersion: null }))
    await click(byRole('button', 'В архив'))
    expect(server.asked('archiveArticle')).toEqual([])
    await click(allByRole('button', 'В архив').at(-1) ?? document.body)
    expect(server.asked('archiveArticle')).toEqual([{ articleId: article.articleId }])
    expect(page()).toContain('в архиве.')
  })

  it('that cannot be read says so and can be asked again', async () => {
    server.refuse('readDeskArticle', 'internal')
    const article = anArticle()
    await show({ articleId: article.articleId })
    server.on('readDeskArticle', () => article)
    await click(byRole('button', /Повторить|Попробовать/))
    expect(fieldOf(/^Название/).value).toBe(article.content.title)
  })
})

it('A5 an agent saves drafts, and is told who publishes', async () => {
  await signIn(someone('agent'))
  server.on('listArticles', () => aPage({ canPublish: false }))
  server.on('readHelpPage', () => aHelpPage())
  await open(anArticle({ canPublish: false }))
  expect(page()).toContain('Опубликует статью руководитель.')
  expect(allByRole('button', /Опубликовать|В архив/)).toEqual([])
})
