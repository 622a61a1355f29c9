import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { forgetIdentities } from '#server/identification/identification.sql.ts'
import { makeIdentities } from '#server/identification/identities.commands.ts'
import { newId } from '#test/support/world.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { anna, startTelegramScene, stranger, type TelegramScene } from '../channels/messengers/telegramScene.ts'

let scene: TelegramScene
beforeAll(async () => {
  scene = await startTelegramScene(saasSupport, { isReal: true })
}, 60_000)
afterAll(() => scene.end())
afterEach(() => void vi.useRealTimers())

const own = (token = scene.admin) => scene.world.call('readMessengers', {}, token)
const tokenOf = (link: string) => new URL(link).searchParams.get('start') ?? ''
const newest = (chatId: number) => scene.telegram.sent.filter((one) => one.chatId === chatId).at(-1)?.text ?? ''

async function begin(by = scene.admin): Promise<{ pairingId: string; token: string }> {
  const pairingId = newId()
  const { link } = await scene.world.call('beginPairing', { pairingId, channel: 'telegram' }, by)
  expect(link).toMatch(/^https:\/\/t\.me\/opora_desk_bot\?start=[\w-]{43}$/)
  return { pairingId, token: tokenOf(link) }
}

async function follow(chatId: number, token: string): Promise<string> {
  scene.telegram.write(chatId, { text: `/start ${token}` })
  await scene.settle()
  return newest(chatId)
}

async function join(chatId: number, by = scene.admin): Promise<void> {
  const { pairingId, token } = await begin(by)
  await follow(chatId, token)
  await scene.world.call('confirmPairing', { pairingId }, by)
}

async function leaveAll(by = scene.admin): Promise<void> {
  for (const { identityId } of (await own(by)).joined) await scene.world.call('leaveMessenger', { identityId }, by)
}

describe('I2 a messenger’s account', () => {
  it('of somebody unknown makes no ticket; they are told where to begin, and not for ever', async () => {
    for (let time = 0; time < 5; time += 1) scene.telegram.write(stranger, { text: `Помогите ${time}` })
    await scene.settle()
    expect(await scene.tickets()).toEqual([])
    const told = scene.telegram.sent.filter(({ chatId }) => chatId === stranger)
    expect(told).toHaveLength(3)
    expect(told[0]?.text).toContain('мы пока не знаем, кто вы')
  })

  it('is joined by a click in the portal, a number on both sides and a word; then what it writes is a ticket', async () => {
    expect(await own()).toEqual({
      offered: [{ channel: 'telegram', address: '@opora_desk_bot' }],
      joined: [],
      pairing: null,
    })
    const { pairingId, token } = await begin()
    const early = await scene.world.ask('confirmPairing', { pairingId }, scene.admin)
    expect(early).toMatchObject({ code: 'pairing_not_followed' })

    const words = await follow(anna, token)

    const { pairing } = await own()
    expect(words).toContain(`Ваше число: ${pairing?.number}`)
    scene.telegram.write(anna, { text: 'Ещё не подтверждено' })
    await scene.settle()
    expect(await scene.tickets()).toEqual([])
    const joined = await scene.world.call('confirmPairing', { pairingId }, scene.admin)
    expect(joined.joined).toMatchObject([{ channel: 'telegram' }])
    scene.telegram.write(anna, { text: 'Не печатает принтер' })
    await scene.settle()
    expect(await scene.tickets()).toMatchObject([{ subject: 'Не печатает принтер' }])
    const { entries } = await scene.world.call('listAudit', { limit: 50 }, scene.owner)
    expect(entries.map(({ type }) => type)).toContain('messenger.joined')
    expect(JSON.stringify(entries)).not.toContain(String(anna))
    await leaveAll()
  })

  it('a link fits once, one account, ten minutes, and no longer than until the next one', async () => {
    const first = await begin()
    expect(await follow(anna, first.token)).toContain('Ваше число')
    expect(await follow(anna, first.token)).toContain('Ваше число')
    expect(await follow(888, first.token)).toContain('больше не действует')
    const second = await begin()
    expect(await follow(889, first.token)).toContain('больше не действует')
    const over = await scene.world.ask('confirmPairing', { pairingId: first.pairingId }, scene.admin)
    expect(over).toMatchObject({ code: 'pairing_over' })
    await follow(890, second.token)
    await scene.world.call('confirmPairing', { pairingId: second.pairingId }, scene.admin)
    expect(await follow(891, second.token)).toContain('больше не действует')
    const late = await begin()
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11 * 60_000, shouldAdvanceTime: true })
    expect(await follow(892, late.token)).toContain('больше не действует')
    expect((await own()).pairing).toBeNull()
    await leaveAll()
  })

  it('is nobody else’s to confirm or to end', async () => {
    const { pairingId, token } = await begin()
    await follow(893, token)
    const { integrator, world } = scene
    expect(await world.ask('confirmPairing', { pairingId }, integrator)).toMatchObject({ code: 'not_found' })
    expect(await world.ask('dropPairing', { pairingId }, integrator)).toMatchObject({ code: 'not_found' })
    await world.call('confirmPairing', { pairingId }, scene.admin)
    const [identity] = (await own()).joined
    const leaving = { identityId: identity?.identityId ?? '' }
    expect(await world.ask('leaveMessenger', leaving, integrator)).toMatchObject({ code: 'not_found' })
    expect((await own(integrator)).joined).toEqual([])
    await leaveAll()
  })

  it('writes no more once it was left, or its person has lost the right', async () => {
    const { world, admin, integrator, telegram, settle } = scene
    await join(894, integrator)
    telegram.write(894, { text: 'Пишет интегратор' })
    await settle()
    const before = await scene.tickets()
    expect(before.map(({ subject }) => subject)).toContain('Пишет интегратор')

    await world.call('removeContact', { userId: 3 }, admin)
    telegram.write(894, { text: 'Уже не интегратор' })
    await settle()
    expect(JSON.stringify(await scene.tickets())).not.toContain('Уже не')

    await join(895)
    await leaveAll()
    telegram.write(895, { text: 'Отключён' })
    await settle()
    expect(await scene.tickets()).toHaveLength(before.length)
  })

  it('is refused where no bot is connected, and after ten links an hour', async () => {
    const { world, admin } = scene
    const max = await world.ask('beginPairing', { pairingId: newId(), channel: 'max' }, admin)
    expect(max).toMatchObject({ code: 'messenger_not_served' })
    let answer = await world.ask('beginPairing', { pairingId: newId(), channel: 'telegram' }, admin)
    for (let time = 0; time < 12 && answer.ok; time += 1) {
      answer = await world.ask('beginPairing', { pairingId: newId(), channel: 'telegram' }, admin)
    }
    expect(answer).toMatchObject({ code: 'too_many_pairings' })
  })

  it('the same event twice gets the same answer, and is counted once', async () => {
    const { db } = scene.world.store
    const identities = makeIdentities({
      db,
      transaction: scene.world.transaction,
      accounts: { findActive: async () => [], findByFacts: async () => [], addressOf: async () => null },
      listServed: async () => [],
      addJob: async () => {},
      codeMail: { canSend: async () => false, send: async () => {}, say: async () => {} },
      secrets: { pepper: Buffer.alloc(32) },
    })
    const [{ desk_id: deskId } = { desk_id: '' }] = await db.selectFrom('channel_accounts').select('desk_id').execute()
    const said = {
      deskId,
      channel: 'max' as const,
      externalId: 'x',
      eventKey: 'one',
      text: 'да',
      language: 'en' as const,
    }
    const heard = () =>
      db.transaction().execute((tx) => identities.heard({ tx, at: new Date() } as never, { ...said, at: new Date() }))
    const answers = [await heard(), await heard(), await heard(), await heard(), await heard()]
    expect(new Set(answers.map((one) => one?.text)).size).toBe(1)
    expect(answers[4]?.text).toContain('we do not know yet who you are')
  })

  it('C5 of a portal that is uninstalled with CLEAN nothing is known any more', async () => {
    const { db } = scene.world.store
    const { memberId } = scene.world.sandbox.portals.client
    await db.transaction().execute((tx) => forgetIdentities({ tx } as never, memberId))
    expect(await db.selectFrom('channel_identities').selectAll().execute()).toEqual([])
    expect(await db.selectFrom('identification_pairings').selectAll().execute()).toEqual([])
  })
})
