import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { follow, measured, merged, type Index } from '#server/knowledge/retrieval/domain/index.ts'
import { mergeSegments } from '#server/knowledge/retrieval/domain/mergeSegments.ts'
import { languageOf, propose, search } from '#server/knowledge/retrieval/domain/search.ts'
import { plainText } from '#server/knowledge/retrieval/domain/text.ts'
import { deflated } from '#server/knowledge/retrieval/packing.adapter.ts'
import type { IndexedArticle, Question } from '#server/knowledge/retrieval/retrieval.port.ts'
import { article, indexOf, segmentOf } from './articles.ts'

const shelf = [
  article('mail', {
    title: 'Как подключить почтовый ящик',
    body: 'Откройте **Почту** и нажмите «Подключить». Введите адрес и пароль ящика. Gmail просит пароль приложения.',
    phrasings: ['не приходят письма в црм', 'настроить imap'],
  }),
  article('deals', {
    title: 'Как создать воронку сделок',
    body: 'В разделе CRM откройте настройки. Добавьте направление и его стадии.',
    phrasings: ['вторая воронка продаж'],
  }),
  article('tasks', { title: 'Как поставить задачу', body: 'Нажмите «Добавить задачу» и выберите исполнителя.' }),
  article('users', { title: 'Как пригласить сотрудника', body: 'Руководитель отправляет приглашение по почте.' }),
  article('drive', { title: 'Где лежат удалённые файлы', body: 'Файлы лежат в корзине диска тридцать дней.' }),
]
const index = indexOf(shelf)

const searchWith = (of: Index, question: Question) => search(of, question, deflated)
const proposeWith = (of: Index, question: Question) => propose(of, question, deflated)

function found(text: string, given: Partial<Question> = {}, of: Index = index): string[] {
  return searchWith(of, { text, audience: 'public', ...given }).hits.map(({ articleId }) => articleId)
}

describe('a question finds its article', () => {
  it.each([
    ['как подключить почту', 'mail'],
    ['в другой форме: подключение почтового ящика', 'mail'],
    ['с опечаткой: подклчить почтвый ящик', 'mail'],
    ['не приходят письма', 'mail'],
    ['how to create a deal funnel', 'deals'],
    ['як створити воронку угод', 'deals'],
    ['как позвать коллегу', 'users'],
    ['rfr gjcnfdbnm pflfxe', 'tasks'],
  ])('%s', (text, expected) => {
    expect(found(text)[0]).toBe(expected)
  })

  it('and says in which layout it has read it', () => {
    expect(searchWith(index, { text: 'rfr gjcnfdbnm pflfxe', audience: 'public' }).layoutFixed).toBe(
      'как поставить задачу',
    )
    expect(searchWith(index, { text: 'как поставить задачу в Bitrix24', audience: 'public' }).layoutFixed).toBeNull()
  })

  it('with the place in it, as it is written there', () => {
    const { hits } = searchWith(index, { text: 'какой пароль нужен для gmail', audience: 'public' })

    expect(hits[0]?.quote).toContain('Gmail просит пароль приложения.')
    expect(plainText(shelf[0]?.body ?? '')).toContain(hits[0]?.quote)
  })

  it('while it is typed', () => {
    expect(proposeWith(index, { text: 'подключить поч', audience: 'public' })[0]?.articleId).toBe('mail')
    expect(proposeWith(index, { text: 'ворон', audience: 'public' })[0]?.articleId).toBe('deals')
    expect(proposeWith(index, { text: 'xyzzy', audience: 'public' })).toEqual([])
  })
})

describe('what nobody knows', () => {
  it.each(['', '   ', '?!', 'рецепт борща', 'какая погода завтра в Париже'])(
    'is left without an answer: "%s"',
    (text) => {
      expect(searchWith(index, { text, audience: 'public' }).zone).not.toBe('answer')
    },
  )

  it('and of an empty desk nothing', () => {
    const nothing = searchWith(measured(0, []), { text: 'как подключить почту', audience: 'staff' })

    expect(nothing).toMatchObject({ zone: 'unknown', hits: [], p1: 0, version: 0 })
  })
})

describe('attempts', () => {
  it('never come back to what was rejected, in no language of it', () => {
    const both = indexOf([
      ...shelf,
      article('mail-uk', { slug: 'mail', language: 'uk', title: 'Як підключити поштову скриньку' }),
    ])

    expect(found('как подключить почту', {}, both)).toContain('mail')
    expect(found('как подключить почту', { without: ['mail'] }, both).filter((id) => id.startsWith('mail'))).toEqual([])
    expect(found('як підключити пошту', { without: ['mail'] }, both).filter((id) => id.startsWith('mail'))).toEqual([])
  })

  it('add up', () => {
    const two = indexOf([
      article('a', { title: 'Настроить уведомления в календаре' }),
      article('b', { title: 'Настроить уведомления о задачах' }),
    ])

    expect(found('настроить уведомления', { earlier: ['задачи'] }, two)[0]).toBe('b')
    expect(found('настроить уведомления', { earlier: ['календарь'] }, two)[0]).toBe('a')
  })
})

describe('languages', () => {
  const both = indexOf([
    article('ru', { slug: 'call', title: 'Как перевести звонок' }),
    article('uk', { slug: 'call', language: 'uk', title: 'Як перевести дзвінок' }),
    article('en', { slug: 'only', language: 'en', title: 'How to rent a number' }),
  ])

  it('show an article once, in the reader’s', () => {
    expect(found('перевести звонок', { language: 'uk' }, both)).toEqual(['uk'])
    expect(found('як перевести дзвінок', { language: 'ru' }, both)).toEqual(['ru'])
  })

  it('fall back on another one, which says so', () => {
    const { hits } = searchWith(both, { text: 'аренда номера', audience: 'public', language: 'ru' })

    expect(hits[0]).toMatchObject({ articleId: 'en', language: 'en' })
  })

  it('are told by their letters', () => {
    expect(['їжак', 'объём', 'mail', 'почта', '123'].map((text) => languageOf(text))).toEqual([
      'uk',
      'ru',
      'en',
      'ru',
      'ru',
    ])
    expect(languageOf('почта', 'uk')).toBe('uk')
  })
})

const audiences = ['public', 'clients', 'staff'] as const
const words = fc.constantFrom('почта', 'сделка', 'задача', 'файл', 'воронка', 'звонок', 'робот', 'отчет')
const texts = fc.array(words, { minLength: 1, maxLength: 5 }).map((some) => some.join(' '))
const someArticle: fc.Arbitrary<IndexedArticle> = fc
  .record({
    slug: fc.integer({ min: 0, max: 12 }).map(String),
    language: fc.constantFrom('ru' as const, 'uk' as const, 'en' as const),
    audience: fc.constantFrom(...audiences),
    title: texts,
    body: texts,
    phrasings: fc.array(texts, { maxLength: 3 }),
  })
  .map((one) => ({ ...one, articleId: `${one.language}/${one.slug}` }))
const articles = fc.uniqueArray(someArticle, { selector: ({ articleId }) => articleId, maxLength: 20 })

describe('of all that may be published', () => {
  it('nobody is shown what is not for them', () => {
    fc.assert(
      fc.property(articles, texts, fc.constantFrom(...audiences), (published, text, audience) => {
        const of = indexOf(published)
        const shown = [
          ...searchWith(of, { text, audience, limit: 20 }).hits,
          ...proposeWith(of, { text, audience, limit: 20 }),
        ]
        const may = published.filter((one) => audiences.indexOf(one.audience) <= audiences.indexOf(audience))

        expect(shown.filter(({ articleId }) => !may.some((one) => one.articleId === articleId))).toEqual([])
      }),
    )
  })

  it('an index that has followed says what one says that was made at once', () => {
    fc.assert(
      fc.property(articles, articles, articles, texts, (before, after, gone, text) => {
        const away = gone.map(({ articleId }) => articleId)
        const left = new Map([...before, ...after].map((one) => [one.articleId, one]))
        for (const { articleId } of gone) left.delete(articleId)
        const followed = follow(follow(indexOf(before), { version: 2, gone: [], added: [segmentOf(after)] }), {
          version: 3,
          gone: away,
          added: [],
        })
        const parts = followed.parts
        const one = parts.length === 0 ? followed : merged(followed, parts, [mergeSegments(parts)])
        const atOnce = follow(measured(0, []), { version: 3, gone: [], added: [segmentOf([...left.values()])] })
        const ids = (of: Index) => found(text, { audience: 'staff', limit: 20 }, of).toSorted()

        expect(one.live).toBe(left.size)
        expect(ids(one)).toEqual(ids(atOnce))
        expect(ids(followed).filter((id) => !left.has(id))).toEqual([])
      }),
    )
  })

  it('what went while others became one stays away', () => {
    const [first, second] = [segmentOf(shelf.slice(0, 2)), segmentOf(shelf.slice(2))]
    const before = follow(measured(0, []), { version: 1, gone: [], added: [first, second] })
    const since = follow(before, { version: 2, gone: ['mail'], added: [] })
    const one = merged(since, before.parts, [mergeSegments(before.parts)])

    expect(one.live).toBe(shelf.length - 1)
    expect(found('подключить почтовый ящик', {}, one)).not.toContain('mail')
    expect(found('поставить задачу', {}, one)[0]).toBe('tasks')
  })

  it('any text is a question', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (text) => {
        const { p1, p3, hits } = searchWith(index, { text, audience: 'public', earlier: [text] })

        expect(p1 >= 0 && p1 <= p3 && p3 <= 1).toBe(true)
        expect(hits.every(({ score }) => Number.isFinite(score))).toBe(true)
      }),
    )
  })
})
