import { beforeEach, describe, expect, it } from 'vitest'
import { newSince } from '#app/tickets/useNewSince.ts'
import { clientAuthor, deskAuthor, deskMe, ids, sent, viewOf } from '../factories.ts'
import { allByRole, byRole, click, goOnline, press, server, settle, signIn, textOf, type } from '../harness.ts'
import { RefusedByServer } from '../fakeServer.ts'
import { articles, field, prepareConversation, serve, show } from './conversationScene.ts'

const colleague = { side: 'desk', userId: 8, name: 'Мария Ким' } as const
const asDesk = viewOf({ side: 'desk', can: ['write', 'note', 'ask'] })

beforeEach(async () => {
  await prepareConversation()
  await signIn(deskMe())
  serve(asDesk)
})

describe('T8 what has come since one began to write', () => {
  it.each([
    { what: 'nothing behind that number', after: 6, expected: null },
    { what: 'only what one wrote oneself', after: 5, expected: null },
    {
      what: 'a colleague and the client, each named once',
      after: 2,
      expected: { count: 3, names: 'Мария Ким, Анна Орлова' },
    },
  ])('$what', ({ after, expected }) => {
    const told = [
      sent(3, { author: colleague }),
      sent(4, { author: clientAuthor }),
      sent(5, { author: colleague, kind: 'note', publicSeq: null }),
      sent(6, { author: deskAuthor }),
    ]

    expect(newSince({ events: told, cursor: 6, hasEarlier: false }, after, deskAuthor.userId)).toEqual(expected)
  })

  it('a client who has the same number as an agent is somebody else', () => {
    const told = [sent(3, { author: { ...clientAuthor, userId: deskAuthor.userId } })]

    expect(newSince({ events: told, cursor: 3, hasEarlier: false }, 2, deskAuthor.userId)).toMatchObject({ count: 1 })
  })

  it('is said above the field until one has looked, and not before the first letter', async () => {
    const socket = goOnline()
    await show()
    const tell = async (seq: number) => {
      socket.push({
        type: 'events',
        ticketId: ids.ticket,
        events: [sent(seq, { author: colleague, text: 'я отвечу' })],
      })
      await settle()
    }
    await tell(4)
    expect(document.body.textContent).not.toContain('Пока вы пишете')

    await type(field(), 'Мой ответ')
    await tell(5)
    await tell(6)
    expect(document.body.textContent).toContain('Пока вы пишете, пришли 2 новых сообщения: Мария Ким')
    await click(byRole('button', 'Посмотреть'))

    expect(document.body.textContent).not.toContain('Пока вы пишете')
    expect(field()).toHaveProperty('value', 'Мой ответ')
    await press(field(), 'Enter')
    expect(server.asked('sendMessage')).toMatchObject([{ text: 'Мой ответ', seenSeq: 6 }])
  })

  it('a client is told nothing, and asked nothing', async () => {
    await prepareConversation()
    const socket = goOnline()
    await show()
    await type(field(), 'Ещё вопрос')
    socket.push({ type: 'events', ticketId: ids.ticket, events: [sent(4, { author: colleague })] })
    await settle()
    expect(document.body.textContent).not.toContain('Пока вы пишете')

    await press(field(), 'Enter')

    expect(server.asked('sendMessage')[0]).not.toHaveProperty('seenSeq')
  })
})

describe('T8 a colleague has answered before', () => {
  async function overtaken() {
    server.on('sendMessage', () => {
      throw new RefusedByServer('answered_meanwhile', { count: 1, names: 'Мария Ким', seq: 4 })
    })
    await show()
    await type(field(), 'Мой ответ')
    await press(field(), 'Enter')
  }

  it('one is asked, and sends all the same what stands there', async () => {
    await overtaken()
    expect(textOf(byRole('alert'))).toContain('клиенту ответил коллега: Мария Ким')
    serve(asDesk)

    await click(byRole('button', 'Отправить всё равно'))

    expect(server.asked('sendMessage')).toMatchObject([{ seenSeq: 3 }, { seenSeq: 4 }])
    expect(new Set(server.asked('sendMessage').map(({ messageId }) => messageId)).size).toBe(1)
  })

  it('or takes it back into the field, before what was begun meanwhile', async () => {
    await overtaken()
    await type(field(), 'и ещё')

    await click(byRole('button', 'Вернуть в поле'))

    expect(field()).toHaveProperty('value', 'Мой ответ\n\nи ещё')
    expect(articles().join(' ')).not.toContain('Мой ответ')
  })

  it('never into a note that is being written: that would make one of the two public, or the other secret', async () => {
    await overtaken()
    await click(byRole('button', 'Заметка для своих, клиент не увидит'))
    await type(field(), 'между нами')

    await click(byRole('button', 'Вернуть в поле'))

    expect(field()).toHaveProperty('value', 'между нами')
    expect(allByRole('button', 'Отправить всё равно')).toHaveLength(1)
  })
})

it('T8 a colleague who writes a note is named as such, not as one who answers', async () => {
  const socket = goOnline()
  await show()

  socket.push({ type: 'typing', ticketId: ids.ticket, side: 'desk', userId: 8, name: 'Мария Ким', isNote: true })
  await settle()

  expect(document.body.textContent).toContain('Мария Ким пишет заметку')
  expect(document.body.textContent).not.toContain('тоже пишет ответ')
})
