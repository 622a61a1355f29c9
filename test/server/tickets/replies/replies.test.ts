import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RouteInput } from '#contract/routes.ts'
import { openSocket } from '#test/support/socket.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../scene.ts'

let scene: Scene
let lead: string
beforeAll(async () => {
  scene = await startScene()
  await scene.world.call('setStaff', { userId: 4, role: 'lead' }, scene.owner)
  lead = await scene.world.enter('partner', 4)
}, 60_000)
afterAll(() => scene.world.stop())

type Reply = RouteInput<'saveReply'>
const reply = (changes: Partial<Reply> = {}): Reply => ({
  replyId: newId(),
  scope: 'own',
  title: 'Логи',
  text: 'Пришлите логи, {{клиент}}',
  revision: null,
  ...changes,
})
const save = (input: Reply, token: string) => scene.world.ask('saveReply', input, token)
const readBy = (token: string) => scene.world.call('readReplies', {}, token)
const idsOf = async (token: string) => (await readBy(token)).replies.map(({ replyId }) => replyId)

describe('T8 quick replies', () => {
  it('of the desk are written by lead and owner and read by all of its staff; one’s own are nobody else’s', async () => {
    const { owner, agent } = scene
    const [byOwner, byLead] = [reply({ scope: 'desk', title: 'Б' }), reply({ scope: 'desk', title: 'А' })]
    const own = reply()

    expect(await save(byOwner, owner)).toMatchObject({ ok: true, body: { canEditDesk: true } })
    expect(await save(byLead, lead)).toMatchObject({ ok: true })
    expect(await save(reply({ scope: 'desk' }), agent)).toMatchObject({ code: 'lead_only' })
    expect(await save(own, agent)).toMatchObject({ ok: true, body: { canEditDesk: false } })

    expect(await idsOf(agent)).toEqual([own.replyId, byLead.replyId, byOwner.replyId])
    expect(await idsOf(owner)).toEqual([byLead.replyId, byOwner.replyId])
    expect((await readBy(agent)).replies[0]).toMatchObject({ scope: 'own', revision: 1, changedBy: 'Артём Нечаев' })
  })

  it('of the desk are in its owner’s log when they are written, changed and removed, each once; one’s own are not', async () => {
    const { world, owner, agent } = scene
    const first = reply({ scope: 'desk', title: 'Для журнала' })
    const own = reply({ title: 'Личный' })
    await save(first, owner)
    await save(first, owner)
    await save({ ...first, title: 'Для журнала, новый', revision: 1 }, lead)
    await save(own, agent)
    await world.call('deleteReply', { replyId: own.replyId, revision: 1 }, agent)
    await world.call('deleteReply', { replyId: first.replyId, revision: 2 }, owner)

    const { entries } = await world.call('listAudit', { kinds: ['settings'] }, owner)
    const told = entries.flatMap(({ type, facts, by }) => (type.startsWith('reply.') ? [[type, facts, by.name]] : []))
    expect(told.slice(0, 3)).toEqual([
      ['reply.removed', [{ name: 'replyTitle', value: 'Для журнала, новый' }], expect.any(String)],
      ['reply.changed', [{ name: 'replyTitle', value: 'Для журнала, новый' }], expect.any(String)],
      ['reply.written', [{ name: 'replyTitle', value: 'Для журнала' }], expect.any(String)],
    ])
    expect(JSON.stringify(told)).not.toContain('Личный')
  })

  it('one that a colleague has changed meanwhile is not overwritten, nor deleted', async () => {
    const { world, owner } = scene
    const first = reply({ scope: 'desk', title: 'Первый' })
    await save(first, owner)
    await save({ ...first, text: 'Второй', revision: 1 }, lead)

    expect(await save({ ...first, text: 'Третий', revision: 1 }, owner)).toMatchObject({
      code: 'reply_stale',
      status: 409,
    })
    expect(await world.ask('deleteReply', { replyId: first.replyId, revision: 1 }, owner)).toMatchObject({
      code: 'reply_stale',
    })
    expect((await readBy(owner)).replies.find(({ replyId }) => replyId === first.replyId)).toMatchObject({
      text: 'Второй',
      revision: 2,
      changedBy: (await scene.actorOf(lead)).name,
    })
    expect(await save({ ...first, text: 'Третий', revision: 2 }, owner)).toMatchObject({ ok: true })
  })

  it('sent twice, or by two at once, it is one; of two changes of the same one the second is refused', async () => {
    const { owner } = scene
    const first = reply({ scope: 'desk', title: 'Дважды' })
    const made = await Promise.all([save(first, owner), save(first, owner), save(first, owner)])
    const changed = await Promise.all([
      save({ ...first, text: 'Одно', revision: 1 }, owner),
      save({ ...first, text: 'Другое', revision: 1 }, lead),
    ])

    expect(made.filter(({ ok }) => !ok)).toEqual([])
    expect((await idsOf(owner)).filter((one) => one === first.replyId)).toHaveLength(1)
    expect(changed.filter(({ ok }) => ok)).toHaveLength(1)
    expect(changed.find(({ ok }) => !ok)).toMatchObject({ code: 'reply_stale' })
  })

  it('by a colleague’s or another desk’s id there is nothing to change, delete or learn', async () => {
    const { world, owner, agent } = scene
    const stranger = await world.enter('standard', 1)
    const [own, ofDesk] = [reply(), reply({ scope: 'desk', title: 'Наш' })]
    await save(own, agent)
    await save(ofDesk, owner)

    for (const [token, mine] of [
      [owner, own],
      [stranger, own],
      [stranger, ofDesk],
    ] as const) {
      for (const scope of ['own', 'desk'] as const) {
        expect(await save({ ...mine, scope, text: 'Чужое', revision: 1 }, token)).toMatchObject({ code: 'not_found' })
      }
      await world.call('deleteReply', { replyId: mine.replyId, revision: 1 }, token)
    }
    // A reply does not change hands: neither becomes one's own the desk's, nor the other way round.
    expect(await save({ ...ofDesk, scope: 'own', revision: 1, text: 'Моё' }, owner)).toMatchObject({
      code: 'not_found',
    })
    expect(await save({ ...reply(), revision: 3 }, agent)).toMatchObject({ code: 'not_found' })
    expect(await world.ask('deleteReply', { replyId: ofDesk.replyId, revision: 1 }, agent)).toMatchObject({
      code: 'lead_only',
    })

    const kept = (await readBy(agent)).replies
    expect(kept.find(({ replyId }) => replyId === own.replyId)).toMatchObject({ text: own.text, revision: 1 })
    expect(kept.find(({ replyId }) => replyId === ofDesk.replyId)).toMatchObject({ text: ofDesk.text, revision: 1 })
    expect((await readBy(stranger)).replies).toEqual([])
  })

  it('a variable that does not exist is refused by name', async () => {
    expect(await save(reply({ text: 'Звоните {{телефон}}' }), scene.agent)).toMatchObject({
      code: 'reply_variable_unknown',
      status: 422,
      details: { name: 'телефон' },
    })
  })

  it.each([
    { title: '' },
    { title: 'я'.repeat(81) },
    { text: '  ' },
    { text: 'я'.repeat(5001) },
    { revision: -1 },
    { replyId: 'x' },
  ])('%j is refused', async (changes) => {
    expect(await save(reply(changes), scene.agent)).toMatchObject({ code: 'invalid_input' })
  })

  it('are not endless, also when two pages save at once', async () => {
    const token = await scene.world.enter('standard', 1)
    const made = await Promise.all(Array.from({ length: 104 }, () => save(reply(), token)))

    expect(made.filter(({ ok }) => ok)).toHaveLength(100)
    expect(made.find(({ ok }) => !ok)).toMatchObject({ code: 'too_many_replies', details: { most: 100 } })
    expect(await save(reply({ scope: 'desk' }), token)).toMatchObject({ ok: true })
  })

  it('pages of the desk hear that they changed, a client’s does not', async () => {
    const { world, admin, owner, agent } = scene
    const pages = { desk: await openSocket(world.url, agent), client: await openSocket(world.url, admin) }
    await save(reply({ scope: 'desk', title: 'Слышно' }), owner)
    expect(await pages.desk.next('changed', ({ what }) => what === 'replies')).toEqual({
      type: 'changed',
      what: 'replies',
    })
    await world.call('saveView', { viewId: newId(), name: newId(), query: { filter: 'mine' } }, agent)

    expect(pages.client.all('changed').filter(({ what }) => what === 'replies')).toEqual([])
    await Promise.all(Object.values(pages).map((page) => page.close()))
  })

  it('the hours of today are the desk’s own, by its own clock', async () => {
    const { hours } = await scene.world.call('readReplyHours', {}, scene.agent)

    expect(hours?.timeZone).toMatch(/^\w+\/\w+/)
    for (const { from, until } of hours?.spans ?? []) expect(from < until).toBe(true)
  })
})
