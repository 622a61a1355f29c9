import { beforeEach, describe, expect, it } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import LearningPage from '#app/learning/LearningPage.vue'
import NameAnswer from '#app/learning/NameAnswer.vue'
import { deskRoutes } from '#app/shell/desk/router.ts'
import { someone, uuid } from '../deskFactories.ts'
import { allByRole, byLabel, byRole, click, mountPage, server, settle, signIn, textOf, type } from '../harness.ts'
import { isThere } from '../page.ts'
import { aGap, aWeek } from './factories.ts'
// The code of a page comes with its first visit; here it is there.
import '#app/knowledge/KnowledgePage.vue'

const page = () => document.body.textContent ?? ''
const router = () => createRouter({ history: createMemoryHistory(), routes: deskRoutes })

beforeEach(() => signIn(someone('lead')))

describe('A5 what to teach the assistant', () => {
  async function show(): Promise<ReturnType<typeof router>> {
    const own = router()
    mountPage(LearningPage, { router: own })
    await settle()
    return own
  }

  it('says what nobody was helped with, and how the assistant does', async () => {
    server.on('readGaps', () => ({ gaps: [aGap()] })).on('readAssistantFigures', () => ({ weeks: [aWeek()] }))
    await show()
    expect(page()).toContain('не уходят письма')
    expect(page()).toContain('2 вопроса, 2 разговора, к людям: 1')
    expect(page()).toContain('назвал сотрудник')
    const cells = allByRole('cell').map(textOf)
    expect(cells).toEqual(['40', '50 %', '30 %', '20 %', '15', '11 / 3 / 1', '6', '20 %', '13 %', '42 мс'])
  })

  it('takes a question as a phrasing with one click', async () => {
    const gap = aGap()
    server
      .on('readGaps', () => ({ gaps: [gap] }))
      .on('readAssistantFigures', () => ({ weeks: [] }))
      .on('acceptPhrasing', () => ({ gaps: [] }))
    await show()

    await click(byRole('button', 'Письма не уходят'))

    expect(server.asked('acceptPhrasing')).toEqual([{ attemptId: gap.attemptId, articleId: uuid(8201) }])
    expect(page()).toContain('Вопрос добавлен к статье «Письма не уходят»')
    expect(page()).toContain('Вопросов без ответа нет')
  })

  it('lets what needs no article be, with all its questions; what is refused stays and says why', async () => {
    server
      .on('readGaps', () => ({ gaps: [aGap()] }))
      .on('readAssistantFigures', () => ({ weeks: [] }))
      .refuse('dismissGap', 'internal')
    await show()
    await click(byRole('button', 'Статья не нужна: «не уходят письма»'))
    expect(isThere('alert')).toBe(true)
    expect(page()).toContain('не уходят письма')

    server.on('dismissGap', () => ({ gaps: [] }))
    await click(byRole('button', 'Статья не нужна: «не уходят письма»'))

    expect(server.asked('dismissGap').at(-1)).toEqual({ attemptId: uuid(8101) })
    expect(page()).toContain('Вопрос больше не показывается')
  })

  it('begins an article with what was asked', async () => {
    server.on('readGaps', () => ({ gaps: [aGap()] })).on('readAssistantFigures', () => ({ weeks: [] }))
    const own = await show()

    await click(byRole('button', 'Написать статью'))

    await expect.poll(() => own.currentRoute.value.name).toBe('knowledge')
    expect(own.currentRoute.value.query).toEqual({
      new: '1',
      language: 'ru',
      asked: ['не уходят письма', 'письма застряли'],
    })
  })

  it('where nothing was ever asked says so, and what cannot be read can be asked again', async () => {
    server.refuse('readGaps', 'internal').on('readAssistantFigures', () => ({ weeks: [] }))
    await show()
    expect(page()).toContain('Помощника ещё ни о чём не спрашивали')
    server.on('readGaps', () => ({ gaps: [] }))
    await click(byRole('button', 'Повторить'))
    expect(page()).toContain('Вопросов без ответа нет')
  })
})

describe('A5 which article would have answered', () => {
  const ticketId = uuid(8301)
  const found = {
    articleId: uuid(8201),
    slug: 'mail',
    language: 'ru' as const,
    title: 'Письма не уходят',
    quote: 'Проверьте порт',
    audience: 'clients' as const,
    address: '/#/knowledge/mail',
  }

  async function show(): Promise<void> {
    mountPage(NameAnswer, { props: { ticketId }, router: router() })
    await settle()
  }

  it('is asked where the assistant spoke, found by words and named once', async () => {
    server
      .on('readNamedAnswer', () => ({ isAsked: true, named: null }))
      .on('suggestArticles', () => ({ articles: [found] }))
      .on('nameAnswer', ({ articleId }) => ({ isAsked: true, named: { articleId, title: found.title } }))
    await show()

    await type(byLabel('Найти статью'), 'письма')
    await expect.poll(() => isThere('button', found.title)).toBe(true)
    await click(byRole('button', found.title))

    expect(server.asked('nameAnswer')).toEqual([{ ticketId, articleId: found.articleId }])
    expect(page()).toContain('Ответила бы статья «Письма не уходят».')
    await click(byRole('button', 'Изменить'))
    await click(byRole('button', 'Такой статьи нет'))
    expect(server.asked('nameAnswer').at(-1)).toEqual({ ticketId, articleId: null })
  })

  it('is not asked where the assistant has said nothing', async () => {
    server.on('readNamedAnswer', () => ({ isAsked: false, named: null }))
    await show()
    expect(page()).not.toContain('Какая статья')
  })
})
