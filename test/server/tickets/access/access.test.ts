import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { paceByHand } from '#test/support/paceByHand.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../scene.ts'
import { accessActs, inDays, sshContent } from './accessScene.ts'

let scene: Scene
let acts: ReturnType<typeof accessActs>
beforeAll(async () => {
  scene = await startScene(paceByHand())
  acts = accessActs(scene)
}, 60_000)
afterAll(() => scene.world.stop())

const ask = (input: object, token = scene.agent) =>
  scene.world.ask(
    'askAccess',
    { accessId: newId(), kind: 'ssh', purpose: 'Посмотреть', until: inDays(1), ...input },
    token,
  )
const give = (ticketId: string, accessId: string, more: object = {}, token = scene.admin) =>
  scene.world.ask('giveBox', { ticketId, accessId, until: inDays(1), content: sshContent, ...more }, token)
const end = (ticketId: string, accessId: string, token = scene.admin) =>
  scene.world.ask('endBox', { ticketId, accessId }, token)
const confirm = (ticketId: string, accessId: string, token = scene.admin) =>
  scene.world.ask('confirmBoxChanged', { ticketId, accessId }, token)

describe('T9 access is asked for', () => {
  it('by the desk, with what for and until when; both sides see it, and an admin alone may give', async () => {
    const { ticketId } = await scene.ticket()
    const accessId = await acts.asked(ticketId)

    expect(await acts.box(ticketId, accessId)).toMatchObject({
      kind: 'ssh',
      purpose: 'Посмотреть журналы',
      state: 'asked',
      consent: null,
      can: ['give', 'refuse'],
    })
    expect((await acts.box(ticketId, accessId, scene.integrator)).can).toEqual([])
    expect((await acts.box(ticketId, accessId, scene.agent)).can).toEqual(['end'])
    expect(await acts.entries(ticketId)).toEqual(['access.asked'])
    expect(await acts.entries(ticketId, scene.agent)).toEqual(['access.asked'])
  })

  it('by nobody of the client, and not of a ticket that is closed', async () => {
    const { ticketId } = await scene.ticket()
    expect(await ask({ ticketId }, scene.admin)).toMatchObject({ code: 'not_allowed' })
    await scene.world.call('withdrawTicket', { ticketId }, scene.admin)
    expect(await ask({ ticketId })).toMatchObject({ code: 'ticket_closed' })
  })

  it('for a time to come, thirty days at most', async () => {
    const { ticketId } = await scene.ticket()
    for (const days of [-1, 31])
      expect(await ask({ ticketId, until: inDays(days) })).toMatchObject({ code: 'access_until_wrong' })
    expect(await ask({ ticketId, until: inDays(29.9) })).toMatchObject({ ok: true })
  })

  it('and is given for such a time alone: the consent of an admin cannot last longer', async () => {
    const { ticketId } = await scene.ticket()
    const accessId = await acts.asked(ticketId)
    for (const days of [-1, 31]) {
      const given = { ticketId, accessId, until: inDays(days), content: sshContent }
      expect(await scene.world.ask('giveBox', given, scene.admin)).toMatchObject({ code: 'access_until_wrong' })
    }
    expect(await acts.box(ticketId, accessId)).toMatchObject({ state: 'asked' })
  })

  it('once, however often it is sent; a box of another is not there', async () => {
    const { ticketId } = await scene.ticket()
    const other = await scene.ticket()
    const accessId = newId()
    const answers = await Promise.all([1, 2, 3].map(() => ask({ ticketId, accessId })))
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true])
    expect(await acts.entries(ticketId)).toEqual(['access.asked'])
    expect(await ask({ ticketId: other.ticketId, accessId })).toMatchObject({ code: 'not_found' })
  })

  it('ten at once and no more', async () => {
    const { ticketId } = await scene.ticket()
    for (let time = 0; time < 10; time += 1) await acts.asked(ticketId)
    expect(await ask({ ticketId })).toMatchObject({ code: 'access_too_many' })
  })

  it('and may be withdrawn: nothing was given, so nobody is asked to change anything', async () => {
    const { ticketId } = await scene.ticket()
    const accessId = await acts.asked(ticketId)
    expect(await end(ticketId, accessId)).toMatchObject({ code: 'access_not_given' })
    await scene.world.call('endBox', { ticketId, accessId }, scene.agent)
    expect(await acts.box(ticketId, accessId)).toMatchObject({
      state: 'ended',
      ending: { cause: 'notNeeded' },
      can: [],
    })
    expect(await confirm(ticketId, accessId)).toMatchObject({ code: 'access_not_given' })
    expect(await give(ticketId, accessId)).toMatchObject({ code: 'access_over' })
  })
})

describe('T9 the client answers', () => {
  it('an admin consents: who, for what and until when is kept', async () => {
    const { ticketId } = await scene.ticket()
    const accessId = await acts.asked(ticketId)
    const until = inDays(3)
    await scene.world.call('giveBox', { ticketId, accessId, until, content: sshContent }, scene.admin)
    expect(await acts.box(ticketId, accessId, scene.agent)).toMatchObject({
      state: 'given',
      until,
      purpose: 'Посмотреть журналы',
      consent: { name: expect.any(String) },
      can: ['look', 'end'],
    })
    expect(await acts.entries(ticketId)).toEqual(['access.asked', 'access.given'])
  })

  it('an integrator hands over nothing (E2)', async () => {
    const { ticketId } = await scene.ticket()
    const accessId = await acts.asked(ticketId)
    expect(await give(ticketId, accessId, {}, scene.integrator)).toMatchObject({ code: 'admin_only' })
    expect(await give(ticketId, accessId, {}, scene.agent)).toMatchObject({ code: 'admin_only' })
  })

  it('P8 the portal is asked at the act: whoever is no admin there any more gives nothing', async () => {
    const { ticketId } = await scene.ticket()
    const accessId = await acts.asked(ticketId)
    const admin = scene.world.sandbox.portals['client']?.users.admin
    if (admin === undefined) throw new Error('there is no admin')
    admin.isAdmin = false
    expect(await give(ticketId, accessId)).toMatchObject({ ok: false })
    admin.isAdmin = true
    await scene.world.enter('client', 1)
    expect((await acts.box(ticketId, accessId, scene.agent)).state).toBe('asked')
  })

  it('refuses with a reason that both sides read; nothing can be given after that', async () => {
    const { ticketId } = await scene.ticket()
    const accessId = await acts.asked(ticketId)
    const admin = await scene.world.enter('client', 1)
    await scene.world.call('refuseBox', { ticketId, accessId, reason: 'Служба безопасности не разрешает' }, admin)
    expect(await acts.box(ticketId, accessId, scene.agent)).toMatchObject({
      state: 'refused',
      consent: null,
      refusal: { reason: 'Служба безопасности не разрешает' },
      can: [],
    })
    expect(await give(ticketId, accessId, {}, admin)).toMatchObject({ code: 'access_over' })
  })

  it('the same given twice is given once; another content after it is refused', async () => {
    const { ticketId } = await scene.ticket()
    const accessId = await acts.given(ticketId)
    expect(await give(ticketId, accessId)).toMatchObject({ ok: true })
    expect(await give(ticketId, accessId, { content: { password: 'другой' } })).toMatchObject({ code: 'access_over' })
    expect(await acts.entries(ticketId)).toEqual(['access.asked', 'access.given'])
  })

  it('puts in what the kind has, and not nothing', async () => {
    const { ticketId } = await scene.ticket()
    const accessId = await acts.asked(ticketId, { kind: 'licenceKey' })
    expect(await give(ticketId, accessId, { content: { password: 'x' } })).toMatchObject({
      code: 'access_content_wrong',
    })
    expect(await give(ticketId, accessId, { content: { key: '  ' } })).toMatchObject({ code: 'invalid_input' })
    expect(await give(ticketId, accessId, { content: { key: 'S1-XX' } })).toMatchObject({ ok: true })
  })

  it('offers what nobody asked for; an integrator does not', async () => {
    const { ticketId } = await scene.ticket()
    const input = {
      ticketId,
      accessId: newId(),
      kind: 'ftp',
      purpose: 'Обновить',
      until: inDays(1),
      content: { login: 'u' },
    }
    expect(await scene.world.ask('offerBox', input, scene.integrator)).toMatchObject({ code: 'admin_only' })
    expect(await scene.world.ask('offerBox', input, scene.admin)).toMatchObject({ ok: true })
    expect(await scene.world.ask('offerBox', input, scene.admin)).toMatchObject({ ok: true })
    expect(await acts.entries(ticketId)).toEqual(['access.given'])
    expect(await acts.look(ticketId, input.accessId)).toMatchObject({
      body: { content: [{ field: 'login', value: 'u' }] },
    })
  })

  it('T6 what is given lifts a deferral that waits for it', async () => {
    const { ticketId } = await scene.ticket()
    await scene.world.call(
      'deferTicket',
      { ticketId, messageId: newId(), text: 'Нужен доступ', reason: 'notReproduced', until: inDays(5) },
      scene.agent,
    )
    await acts.given(ticketId)
    expect((await scene.world.call('readTicket', { ticketId }, scene.agent)).summary.status).toBe('inProgress')
  })
})

describe('T9 it ends', () => {
  it('taken back by the client: nothing can be looked at, and the client confirms that it has changed it', async () => {
    const { ticketId } = await scene.ticket()
    const accessId = await acts.given(ticketId)
    await scene.world.call('endBox', { ticketId, accessId }, scene.integrator)
    expect(await acts.look(ticketId, accessId)).toMatchObject({ code: 'access_over' })
    expect(await acts.box(ticketId, accessId)).toMatchObject({
      state: 'wiped',
      ending: { cause: 'takenBack' },
      can: ['confirm'],
    })
    expect(await confirm(ticketId, accessId, scene.agent)).toMatchObject({ code: 'not_allowed' })
    await scene.world.call('confirmBoxChanged', { ticketId, accessId }, scene.integrator)
    expect(await acts.box(ticketId, accessId)).toMatchObject({ confirmed: { name: expect.any(String) }, can: [] })
    expect(await acts.entries(ticketId)).toEqual(['access.asked', 'access.given', 'access.ended', 'access.confirmed'])
  })

  it('with its ticket: by whom and how ever it is closed, and not while it is only resolved', async () => {
    const { ticketId } = await scene.ticket()
    const accessId = await acts.given(ticketId)
    await scene.world.call('resolveTicket', { ticketId, messageId: newId(), text: 'Готово' }, scene.agent)
    expect((await acts.box(ticketId, accessId)).state).toBe('given')
    await scene.world.call('confirmResolution', { ticketId }, scene.admin)
    expect(await acts.box(ticketId, accessId)).toMatchObject({
      state: 'wiped',
      ending: { cause: 'closed' },
      can: ['confirm'],
    })
    expect(await acts.look(ticketId, accessId)).toMatchObject({ code: 'ticket_closed' })
    expect(await confirm(ticketId, accessId)).toMatchObject({ ok: true })
  })

  it('also of a duplicate that is merged', async () => {
    const [{ ticketId }, other] = [await scene.ticket(), await scene.ticket()]
    const accessId = await acts.given(ticketId)
    await scene.world.call('mergeTicket', { linkId: newId(), ticketId, intoTicketId: other.ticketId }, scene.agent)
    expect((await acts.box(ticketId, accessId)).state).toBe('wiped')
  })

  it('E3 with the switch: locked, wiped in the same transaction; the client confirms nevertheless', async () => {
    const { ticketId } = await scene.ticket()
    const accessId = await acts.given(ticketId)
    const asked = await acts.asked(ticketId)
    await scene.world.turn()
    const files = await acts.keyFiles()
    const { stateToken } = await scene.world.call('readSupport', {}, scene.admin)
    await scene.world.call('returnToStandard', { stateToken }, scene.admin)
    expect(await acts.box(ticketId, accessId)).toMatchObject({
      state: 'wiped',
      ending: { cause: 'locked' },
      can: ['confirm'],
    })
    expect(await acts.box(ticketId, asked)).toMatchObject({ state: 'ended', can: [] })
    expect(await acts.look(ticketId, accessId)).toMatchObject({ code: 'ticket_locked' })
    await scene.world.turn()
    expect(files.length - (await acts.keyFiles()).length).toBeGreaterThan(0)
    expect(await confirm(ticketId, accessId)).toMatchObject({ ok: true })
  })
})
