import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readPress, writePress } from '#server/channels/domain/presses.ts'
import { newId } from '#test/support/world.ts'
import { anna, startTelegramScene, stranger, type TelegramScene } from './telegramScene.ts'

it('a press at a ticket’s end fits a button, and foreign data is none', () => {
  const of = { ticketId: newId(), endingSeq: 123_456_789 }
  for (const press of [
    { ...of, does: 'confirm' },
    { ...of, does: 'reopen' },
    { ...of, does: 'rate', score: 5 },
  ] as const) {
    expect(Buffer.byteLength(writePress(press))).toBeLessThanOrEqual(64)
    expect(readPress(writePress(press))).toEqual(press)
  }
  expect(['', 'e:6:x:1', 'e:y:short:1', `t:${'a'.repeat(22)}`].map(readPress)).toEqual([null, null, null, null])
})

describe('T1, T11 the end of a ticket in Telegram', () => {
  let scene: TelegramScene
  beforeAll(async () => {
    scene = await startTelegramScene()
  }, 60_000)
  afterAll(() => scene.end())
  // A minute has passed: of one address only so many are sent in each.
  beforeEach(() => scene.run('update channel_outbox set claimed_at = null'))

  const newest = () => scene.telegram.chat(anna).at(-1)
  const texts = () => scene.telegram.chat(anna).map(({ text }) => text)
  const button = (label: string) => newest()?.buttons.find(({ text }) => text === label)?.callback_data ?? ''
  const press = async (data: string, who = anna) => {
    scene.telegram.press(who, data)
    await scene.settle()
  }
  const status = async (ticketId: string) => (await scene.tickets()).find((one) => one.ticketId === ticketId)?.status
  const resolve = async (ticketId: string) => {
    const message = { ticketId, messageId: newId(), text: 'Готово, проверьте' }
    await scene.world.call('resolveTicket', message, scene.agent)
    await scene.settle()
  }
  const resolved = async (text: string) => {
    scene.telegram.write(anna, { text: `/new ${text}` })
    await scene.settle()
    const ticketId = (await scene.tickets()).find(({ subject }) => subject === text)?.ticketId ?? ''
    await scene.world.call('takeTicket', { ticketId }, scene.agent)
    await resolve(ticketId)
    return ticketId
  }

  it('its client is asked whether it is solved; yes closes it, then one of five rates it, and pressed twice nothing comes twice', async () => {
    const ticketId = await resolved('Не открывается портал')
    expect(texts().at(-2)).toContain('Готово, проверьте')
    expect(newest()?.buttons.map(({ text }) => text)).toEqual(['Да, решено', 'Нет, нужна помощь'])
    const yes = button('Да, решено')
    await press(yes)
    expect(await status(ticketId)).toBe('closed')
    expect(texts().at(-2)).toContain('спасибо, обращение закрыто')
    expect(newest()?.buttons.map(({ text }) => text)).toEqual(['1', '2', '3', '4', '5'])
    const [four, five] = [button('4'), button('5')]
    await press(five)
    expect(newest()?.text).toContain('ваша оценка — 5')
    await press(five)
    await press(five)
    await press(yes)
    expect(texts().filter((text) => text.includes('ваша оценка — 5'))).toHaveLength(1)
    expect(texts().filter((text) => text.includes('это уже отмечено'))).toHaveLength(2)
    await press(four)
    expect(await scene.run(`select score, rated_by from ticket_ratings where ticket_id = '${ticketId}'`)).toEqual([
      { score: 4, rated_by: 'Анна Петрова' },
    ])
    const moves = `select count(*)::int as count from journal where ticket_id = '${ticketId}' and type = 'ticket.moved' and payload->>'to' = 'closed'`
    expect(await scene.run(moves)).toEqual([{ count: 1 }])
  })

  it('no brings it back to work; a button of the end before says that it is stale, and changes nothing', async () => {
    const ticketId = await resolved('Снова ошибка')
    const [yes, no] = [button('Да, решено'), button('Нет, нужна помощь')]
    await press(no)
    expect(await status(ticketId)).not.toBe('resolved')
    expect(newest()?.text).toContain('снова в работе')
    await press(no)
    expect(newest()?.text).toContain('это уже отмечено')
    await press(yes)
    expect(newest()?.text).toContain('эта кнопка уже не действует')
    await scene.world.call('takeTicket', { ticketId }, scene.agent)
    await resolve(ticketId)
    await press(yes)
    await press(no)
    expect(await status(ticketId)).toBe('resolved')
  })

  it('what was said in the application meanwhile is not asked any more', async () => {
    scene.telegram.be({ is: 'refuses', code: 502, description: 'Bad Gateway' }, { is: 'takes' })
    const ticketId = await resolved('Закрою сама')
    await scene.world.call('confirmResolution', { ticketId }, scene.admin)
    await scene.world.call('rateTicket', { ticketId, score: 3 }, scene.admin)
    const before = scene.telegram.sent.length
    await scene.run(`update channel_outbox set next_at = now() - interval '1 second' where next_at is not null`)
    await scene.run('update channel_accounts set slow_until = null')
    await scene.settle()
    expect(scene.telegram.sent.slice(before).filter(({ buttons }) => buttons.length > 0)).toEqual([])
    expect((await scene.account()).undelivered).toEqual([])
  })

  it('somebody of another portal, and somebody who is not known, decide nothing by its buttons', async () => {
    const ticketId = await resolved('Чужая кнопка')
    const yes = button('Да, решено')
    await press(yes, stranger)
    expect(scene.telegram.chat(stranger).at(-1)?.text).toBe('Представьтесь')
    const { memberId } = scene.world.sandbox.portals.standard
    scene.proven.set('888', [{ memberId, userId: 1, name: 'Другой', role: 'admin' }])
    await press(yes, 888)
    await press(yes, 888)
    expect(scene.telegram.chat(888).map(({ text }) => text)).toEqual([
      expect.stringContaining('обращение другого портала'),
    ])
    expect(await status(ticketId)).toBe('resolved')
  })
})
