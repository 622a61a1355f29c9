import { beforeEach, describe, expect, it, vi } from 'vitest'
import HelpSection from '#app/knowledge/HelpSection.vue'
import { someone } from '../deskFactories.ts'
import {
  allByRole,
  byLabel,
  byRole,
  click,
  goOnline,
  links,
  mountInApp,
  server,
  settle,
  signIn,
  type,
} from '../harness.ts'
import { aHelpPage, aHelpQuestion } from './factories.ts'

const page = () => document.body.textContent ?? ''

async function show(known = aHelpPage()): Promise<void> {
  server.on('readHelpPage', () => known)
  mountInApp(HelpSection)
  await vi.dynamicImportSettled()
  await settle()
}

describe('E7 the public help page, on the page of the knowledge base', () => {
  beforeEach(() => signIn(someone('owner')))

  it('is opened by the owner under a name that may stand in an address, and closed again', async () => {
    await show()
    await type(byLabel(/^Имя в адресе/), 'Моя')
    await click(byRole('button', 'Открыть страницу'))
    expect(page()).toContain('Только строчные латинские буквы')
    expect(server.asked('setHelpPage')).toEqual([])

    server.refuse('setHelpPage', 'slug_taken')
    await type(byLabel(/^Имя в адресе/), 'vector')
    await click(byRole('button', 'Открыть страницу'))
    expect(allByRole('alert').length).toBeGreaterThan(0)

    server.on('setHelpPage', () => aHelpPage({ slug: 'vector' }))
    await click(byRole('button', 'Открыть страницу'))
    expect(byRole('link', 'https://opora.example/help/vector').getAttribute('href')).toBe(
      'https://opora.example/help/vector',
    )
    expect(page()).toContain('страница будет пустой')
    server.on('setHelpPage', () => aHelpPage())
    await click(byRole('button', 'Закрыть страницу'))
    expect(server.asked('setHelpPage').at(-1)).toEqual({ slug: null })
  })

  it('has the questions that were asked there, answered by mail and taken off the list', async () => {
    const question = aHelpQuestion({ text: 'Тариф закончился\nЧто делать?' })
    await show(aHelpPage({ slug: 'vector', articles: 3, canSet: false, questions: [question] }))
    const link = byRole('link', /Ответить письмом: Олег/)
    expect(link.getAttribute('href')).toMatch(/^mailto:oleg%40klient\.example\?subject=/)
    expect(decodeURIComponent(link.getAttribute('href') ?? '')).toContain('> Тариф закончился\n> Что делать?')

    server.on('endHelpQuestion', () => aHelpPage({ slug: 'vector' }))
    await click(byRole('button', 'Отвечено: Олег'))
    expect(server.asked('endHelpQuestion')).toEqual([{ questionId: question.questionId }])
    expect(page()).not.toContain('Тариф закончился')
  })

  it('says to whoever may not open it that there is none, and is read again when somebody asks', async () => {
    links().token.keep('t')
    const socket = goOnline()
    await show(aHelpPage({ canSet: false }))
    expect(page()).toContain('Страницы нет. Открыть её может владелец.')
    server.on('readHelpPage', () => aHelpPage({ slug: 'vector', questions: [aHelpQuestion()] }))
    socket.push({ type: 'changed', what: 'knowledge' })
    await settle()
    expect(page()).toContain('oleg@klient.example')
  })
})
