import { beforeEach, expect, it } from 'vitest'
import KnowledgePage from '#app/knowledge/KnowledgePage.vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { deskRoutes } from '#app/shell/desk/router.ts'
import { someone } from '../deskFactories.ts'
import { byLabel, byRole, click, mountPage, server, settle, signIn, textOf, type } from '../harness.ts'
import { isThere } from '../page.ts'
import { anArticle } from './factories.ts'
// Its code comes with the first question; here it is there.
import '#app/learning/RehearsalDialog.vue'

const article = anArticle({ state: 'published', version: 1, publishedVersion: 1 })
const figures = { before: { first: 0.9, amongThree: 1 }, after: { first: 0.7, amongThree: 0.8 } }

beforeEach(async () => {
  await signIn(someone('owner'))
  server
    .on('readDeskArticle', () => article)
    .on('saveArticle', () => anArticle({ ...article, version: 2, hasChanges: true }))
    .on('publishArticle', () => anArticle({ ...article, version: 2, publishedVersion: 2 }))
})

async function publish(): Promise<void> {
  const router = createRouter({ history: createMemoryHistory(), routes: deskRoutes })
  const { articleId } = article
  const props = { articleId, isNew: false, translationOf: null, language: null, search: null, asked: [] }
  mountPage(KnowledgePage, { props, router })
  await settle()
  await type(byLabel(/^Название/), 'Короче')
  await click(byRole('button', 'Опубликовать правки'))
  await settle()
}

it('A5 what would find less is published only by somebody who has read what it costs', async () => {
  const lost = [{ question: 'где код поддержки', title: 'Код' }]
  server.on('rehearseArticle', () => ({ questions: 20, ...figures, isWorse: true, lost }))
  await publish()

  expect(server.asked('rehearseArticle')).toEqual([{ articleId: article.articleId, version: 2 }])
  expect(server.asked('publishArticle')).toEqual([])
  const words = textOf(byRole('dialog'))
  expect(words).toContain('было 90 %, станет 70 %')
  expect(words).toContain('«где код поддержки»: Код')

  await click(byRole('button', 'Всё равно опубликовать'))
  expect(server.asked('publishArticle')).toEqual([{ articleId: article.articleId, version: 2 }])
  expect(isThere('dialog')).toBe(false)
})

it('A5 what finds as much is published without a question', async () => {
  server.on('rehearseArticle', () => ({ questions: 20, ...figures, isWorse: false, lost: [] }))
  await publish()

  expect(isThere('dialog')).toBe(false)
  expect(server.asked('publishArticle')).toHaveLength(1)
})
