import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#test/support/world.ts'
import { marina, startFactsScene, timur, type FactsScene } from './factsScene.ts'

let scene: FactsScene
/** Chats of the client's admin and of its integrator, who have proven themselves. */
const [admins, integrators] = [701, 702]
beforeAll(async () => {
  scene = await startFactsScene()
  for (const [chat, facts] of [[admins, marina] as const, [integrators, timur] as const]) {
    await scene.name(chat, facts)
    await scene.write(chat, scene.codes(facts[2]).at(-1) ?? '')
  }
}, 60_000)
afterAll(() => scene.end())
beforeEach(() => scene.passed(25))

const view = (ticketId: string, token = scene.agent) => scene.world.call('readTicket', { ticketId }, token)
const stateOf = async (ticketId: string, token = scene.agent) => (await view(ticketId, token)).identification?.state
const told = (chat: number) => scene.telegram.sent.filter(({ chatId }) => chatId === chat).map(({ text }) => text)
const refused = (name: 'sendTicketCode' | 'confirmIdentity', ticketId: string, token: string) =>
  scene.world.ask(name, { ticketId }, token)

async function open(chat: number, words: string): Promise<string> {
  await scene.write(chat, `/new ${words}`)
  const ticketId = (await scene.tickets()).find(({ subject }) => subject === words)?.ticketId ?? ''
  await scene.world.call('takeTicket', { ticketId }, scene.agent)
  return ticketId
}

async function classify(ticketId: string, category: 'serviceRequest' | 'changeRequest' | 'informationRequest') {
  await scene.world.call('classifyTicket', { ticketId, category, priority: 'medium' }, scene.agent)
  await scene.settle()
}

async function answer(ticketId: string, text: string): Promise<void> {
  await scene.world.call('sendMessage', { ticketId, messageId: newId(), text }, scene.agent)
  await scene.settle()
}

const newestCode = (facts: readonly string[]) => scene.codes(facts[2] ?? '').at(-1) ?? ''
const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

describe('I4 the gate', () => {
  it('a service request from a messenger waits for a code on both sides; when it comes the ticket goes on by itself', async () => {
    const ticketId = await open(admins, 'Заведите сотрудника')
    expect((await view(ticketId)).identification).toEqual({ state: 'open', channel: 'telegram', isOwn: false })
    await answer(ticketId, 'Какого именно?')
    expect(told(admins).join()).toContain('Какого именно?')
    const before = scene.codes(marina[2]).length

    await classify(ticketId, 'serviceRequest')

    expect(await stateOf(ticketId)).toBe('waiting')
    expect((await view(ticketId, scene.admin)).identification).toEqual({
      state: 'waiting',
      channel: 'telegram',
      isOwn: true,
    })
    expect((await view(ticketId, scene.integrator)).identification?.isOwn).toBe(false)
    expect(scene.codes(marina[2])).toHaveLength(before + 1)
    expect(scene.newest(admins)).toContain('нужен код')
    await answer(ticketId, 'Пароль отправлен')
    expect(told(admins).join()).not.toContain('Пароль отправлен')
    expect(await scene.said(ticketId)).toContain('Пароль отправлен')
    await scene.write(admins, 'А что за код?')
    expect(await scene.said(ticketId)).toContain('А что за код?')

    const code = newestCode(marina)
    expect(await scene.write(admins, other(code))).toContain('Код не подошёл')
    expect(await stateOf(ticketId)).toBe('waiting')
    await scene.write(admins, code)
    expect(told(admins).join()).toContain('код подошёл')
    expect(told(admins).join()).toContain('Пароль отправлен')
    expect(await stateOf(ticketId)).toBe('proven')
    expect((await scene.said(ticketId)).join()).not.toContain(code)
    const again = await refused('sendTicketCode', ticketId, scene.agent)
    expect(again).toMatchObject({ code: 'identity_proven' })
    await answer(ticketId, 'Сотрудник заведён')
    expect(told(admins).join()).toContain('Сотрудник заведён')
  })

  it('what is said to be something else goes on without a code', async () => {
    const ticketId = await open(admins, 'Поменяйте отчёт')
    await classify(ticketId, 'changeRequest')
    await answer(ticketId, 'Поменяли отчёт')
    expect(told(admins).join()).not.toContain('Поменяли отчёт')
    await classify(ticketId, 'informationRequest')
    expect(told(admins).join()).toContain('Поменяли отчёт')
    expect(await stateOf(ticketId)).toBe('open')
  })

  it('a confidential answer waits once its agent has asked for a code; a minute apart', async () => {
    const ticketId = await open(integrators, 'Кто менял настройки')
    await scene.world.call('sendTicketCode', { ticketId }, scene.agent)
    const soon = await refused('sendTicketCode', ticketId, scene.agent)
    await scene.settle()
    expect(await stateOf(ticketId)).toBe('waiting')
    await answer(ticketId, 'Меняла Марина')
    expect(told(integrators).join()).not.toContain('Меняла Марина')
    expect(await refused('sendTicketCode', ticketId, scene.agent)).toMatchObject({ code: 'too_many_requests' })
    expect(soon.ok || soon.code === 'too_many_requests').toBe(true)
    await scene.write(integrators, newestCode(timur))
    expect(told(integrators).join()).toContain('Меняла Марина')
  })

  it('whoever has written it may say so from within the portal, and nobody else', async () => {
    const ticketId = await open(integrators, 'Смените тариф')
    await classify(ticketId, 'changeRequest')
    await answer(ticketId, 'Тариф сменён')
    expect(await refused('confirmIdentity', ticketId, scene.admin)).toMatchObject({ code: 'not_allowed' })
    await scene.world.call('confirmIdentity', { ticketId }, scene.integrator)
    await scene.world.call('confirmIdentity', { ticketId }, scene.integrator)
    await scene.settle()
    expect(told(integrators).join()).toContain('Тариф сменён')
    expect(await stateOf(ticketId)).toBe('proven')
  })

  it('a code of one chat is none in another; an ordinary number is an ordinary message', async () => {
    const ticketId = await open(admins, 'Откройте доступ')
    await classify(ticketId, 'serviceRequest')
    const code = newestCode(marina)
    await scene.write(integrators, `/new ${code}`)
    expect(await stateOf(ticketId)).toBe('waiting')
    expect((await scene.tickets()).map(({ subject }) => subject)).toContain(code)
    await scene.write(admins, code)
    expect(await stateOf(ticketId)).toBe('proven')
  })

  it('a client without an address that is known is told of in the ticket', async () => {
    const ticketId = await open(integrators, 'Отключите модуль')
    await scene.run(`update people_accounts set email = null`)
    await scene.run(`update channel_identities set email = null`)
    await classify(ticketId, 'changeRequest')
    const { events } = await scene.world.call('readEvents', { ticketId }, scene.agent)
    expect(events).toContainEqual(expect.objectContaining({ type: 'ticket.channelNoted', what: 'codeNowhere' }))
    expect(await stateOf(ticketId)).toBe('waiting')
  })

  it('of a ticket that was opened in the portal nothing is asked', async () => {
    const { ticketId } = await scene.ticket()
    await classify(ticketId, 'serviceRequest')
    expect((await view(ticketId)).identification).toBeUndefined()
    expect(await refused('sendTicketCode', ticketId, scene.agent)).toMatchObject({ code: 'not_found' })
    expect(await refused('confirmIdentity', ticketId, scene.admin)).toMatchObject({ code: 'not_found' })
  })
})
