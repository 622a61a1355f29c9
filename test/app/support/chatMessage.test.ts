import { describe, expect, it, vi, beforeEach } from 'vitest'
import type { ChatMessage } from '#contract/messenger/types.ts'
import { makeClientRouter } from '#app/shell/client/router.ts'
import NewTicketPage from '#app/support/NewTicketPage.vue'
import { meOf, supportOf } from '../factories.ts'
import { byRole, mountInApp, server, settle, signIn, type } from '../harness.ts'

const chat = { dialogId: 'chat1', messageId: 77 }
const message = (changes: Partial<ChatMessage> = {}): ChatMessage => ({
  author: 'Анна Фирмина',
  at: '2026-11-30T09:15:00Z',
  text: 'Не открываются сделки',
  isCut: false,
  files: [],
  ...changes,
})
const text = () => document.body.textContent ?? ''
const written = () => {
  const field = byRole('textbox', /Что случилось/)
  return field instanceof HTMLTextAreaElement ? field.value : ''
}

async function show() {
  await signIn(meOf())
  server.on('readSupport', () => supportOf())
  const page = mountInApp(NewTicketPage, { props: { chat }, router: makeClientRouter() })
  await settle()
  return page
}

beforeEach(() => {
  localStorage.clear()
  vi.useFakeTimers({ now: new Date('2026-11-30T10:00:00Z') })
})

describe('P2 a ticket that begins with a message of the portal’s messenger', () => {
  it('has its words, who wrote them and when, and nothing is sent before its writer sends it', async () => {
    server.on('readChatMessage', () => message())
    await show()

    expect(server.asked('readChatMessage')).toEqual([chat])
    expect(written()).toMatch(/^Не открываются сделки\n\nИз чата Битрикс24: Анна Фирмина, .*\d\d:15$/)
    expect(text()).toContain('в обращение попадёт только то, что вы отправите')
    expect(server.asked('openTicket')).toEqual([])
  })

  it('keeps what was begun, and takes the same message once', async () => {
    server.on('readChatMessage', () => message())
    const first = await show()
    await type(byRole('textbox', /Что случилось/), 'Уже начато. ')
    first.unmount()
    const second = await show()
    const joined = written()
    second.unmount()
    await show()

    expect(joined).toMatch(/^Уже начато\.\n\nНе открываются сделки\n\n/)
    expect(written()).toBe(joined)
  })

  it('says what was not taken over', async () => {
    server.on('readChatMessage', () =>
      message({ text: '', author: '', isCut: true, files: ['экран.png', 'журнал.txt'] }),
    )
    await show()

    expect(written()).toMatch(/^Из чата Битрикс24, /)
    expect(text()).toContain('перенесено его начало')
    expect(text()).toContain('приложите их здесь: экран.png, журнал.txt')
  })

  it.each([
    ['not_found', 'Сообщения в чате уже нет'],
    ['portal_unreachable', 'Сообщение из чата прочитать не удалось'],
  ] as const)('one that cannot be read (%s) costs nobody their ticket', async (code, said) => {
    server.refuse('readChatMessage', code)
    await show()
    await type(byRole('textbox', /Что случилось/), 'Своими словами')

    expect(text()).toContain(said)
    expect(written()).toBe('Своими словами')
  })
})
