import { beforeEach, describe, expect, it } from 'vitest'
import RepliesPage from '#app/replies/RepliesPage.vue'
import { deskMe } from '../factories.ts'
import {
  allByRole,
  byLabel,
  byRole,
  click,
  goOnline,
  mountInApp,
  server,
  settle,
  signIn,
  textOf,
  type,
} from '../harness.ts'
import { aReply, someReplies } from './factories.ts'

beforeEach(() => signIn(deskMe()))

async function show(replies = someReplies()): Promise<void> {
  server.on('readReplies', () => replies)
  mountInApp(RepliesPage)
  await settle()
}
const titles = () => allByRole('heading').map(textOf)

describe('T8 the page of quick replies', () => {
  it('shows one’s own and the desk’s; what one may not change has no buttons', async () => {
    await show(someReplies({ canEditDesk: false }))

    expect(titles()).toEqual([
      'Шаблоны ответов',
      'Личные шаблоны',
      'Спасибо',
      'Шаблоны поддержки',
      'Просьба о логах',
      'Часы',
    ])
    expect(allByRole('button', /^Изменить/)).toHaveLength(1)
    expect(allByRole('button', /^Удалить/)).toHaveLength(1)
  })

  it('finds by title and text, and says when there is nothing', async () => {
    await show()
    await type(byRole('searchbox', 'Поиск по шаблонам'), 'отвеча')
    expect(titles()).toEqual(['Шаблоны ответов', 'Шаблоны поддержки', 'Часы'])
    await type(byRole('searchbox', 'Поиск по шаблонам'), 'нет такого')

    await click(byRole('button', 'Показать все'))
    expect(titles()).toHaveLength(6)
  })

  it('makes a new one, with a preview; a variable that does not exist is said before the server is asked', async () => {
    await show({ replies: [], canEditDesk: true })
    server.on('saveReply', (input) => ({ replies: [aReply({ ...input, revision: 1 })], canEditDesk: true }))
    await click(byRole('button', 'Новый шаблон'))
    await click(byLabel('Для всей поддержки'))
    await type(byLabel(/^Название/), 'Привет')
    await type(byLabel(/^Текст/), 'Здравствуйте, {{клиент}}! Звоните {{телефон}}')
    expect(document.body.textContent).toContain('Здравствуйте, Анна Орлова! Звоните {{телефон}}')
    await click(byRole('button', 'Сохранить'))
    expect(document.body.textContent).toContain('Такой переменной нет: телефон')
    expect(server.asked('saveReply')).toEqual([])

    await type(byLabel(/^Текст/), 'Здравствуйте, ')
    await click(byRole('button', '{{клиент}}'))
    await click(byRole('button', 'Сохранить'))

    expect(server.asked('saveReply')).toMatchObject([
      { scope: 'desk', title: 'Привет', text: 'Здравствуйте, {{клиент}}', revision: null },
    ])
    expect(document.body.textContent).toContain('Шаблон «Привет» сохранён')
  })

  it('what a colleague has changed meanwhile is not overwritten: the dialog says so and keeps what was typed', async () => {
    await show()
    server.refuse('saveReply', 'reply_stale')
    await click(byRole('button', 'Изменить «Часы»'))
    await type(byLabel(/^Текст/), 'Другой текст')
    await click(byRole('button', 'Сохранить'))

    expect(server.asked('saveReply')).toMatchObject([{ revision: 1, text: 'Другой текст' }])
    expect(document.body.textContent).toContain('Шаблон тем временем изменили')
    expect(byLabel(/^Текст/)).toHaveProperty('value', 'Другой текст')
  })

  it('asks before it deletes', async () => {
    await show()
    server.on('deleteReply', () => ({ replies: [], canEditDesk: true }))
    await click(byRole('button', 'Удалить «Часы»'))
    expect(document.body.textContent).toContain('Шаблон пропадёт у всех сотрудников')
    expect(server.asked('deleteReply')).toEqual([])
    await click(byRole('button', 'Удалить'))

    expect(server.asked('deleteReply')).toMatchObject([{ revision: 1 }])
    expect(titles()).toContain('Шаблонов ещё нет')
  })

  it('shows what a colleague has changed', async () => {
    const socket = goOnline()
    await show()
    server.on('readReplies', () => ({ replies: [aReply({ title: 'Свежий' })], canEditDesk: true }))

    socket.push({ type: 'changed', what: 'replies' })
    await settle()

    expect(titles()).toContain('Свежий')
  })
})
