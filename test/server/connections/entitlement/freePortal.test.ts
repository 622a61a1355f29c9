import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TicketAction } from '#contract/tickets/types.ts'
import { eventually } from '#test/support/eventually.ts'
import { newId, type Answer } from '#test/support/world.ts'
import { openTicket } from '../../situation.ts'
import { startLicenceScene, type LicenceScene } from './licenceScene.ts'

let scene: LicenceScene
beforeAll(async () => {
  scene = await startLicenceScene()
}, 60_000)
afterAll(() => scene.world.stop())

const codeOf = (answer: Answer<'openTicket' | 'reopenTicket' | 'sendMessage' | 'confirmResolution' | 'takeTicket'>) =>
  answer.ok ? 'taken' : answer.code

describe('E1 a free portal has no way to an operator', () => {
  it('opens no ticket', async () => {
    const { world, aPortal } = scene
    const admin = await aPortal('poor')
    world.sandbox.setTariff('poor', 'free')
    await world.enter('poor', 1)
    const ticket = { ticketId: newId(), messageId: newId(), subject: 'x', text: 'x' }

    expect(codeOf(await world.ask('openTicket', ticket, admin))).toBe('no_people')
  })

  it('reads what it had, writes nothing, reopens nothing; no button offers it, and the desk cannot write either', async () => {
    const { world, standardOwner, aPortal, say, isLocked } = scene
    const admin = await aPortal('lowered')
    const open = await openTicket(world, admin, 'открыто')
    const solved = await openTicket(world, admin, 'решено')
    const closed = await openTicket(world, admin, 'закрыто')
    for (const { ticketId } of [solved, closed]) {
      await world.call('takeTicket', { ticketId }, standardOwner)
      await world.call('resolveTicket', { ticketId, messageId: newId(), text: 'Готово' }, standardOwner)
    }
    await world.call('confirmResolution', { ticketId: closed.ticketId }, admin)
    world.sandbox.setTariff('lowered', 'free')
    await world.enter('lowered', 1)
    for (const { ticketId } of [open, solved, closed]) await isLocked(ticketId, admin, 'free_tariff')

    const reopened = [solved, closed].map(({ ticketId }) => world.ask('reopenTicket', { ticketId }, admin))
    expect((await Promise.all(reopened)).map(codeOf)).toEqual(['no_people', 'no_people'])
    const refused = [
      world.ask('sendMessage', { ticketId: open.ticketId, messageId: newId(), text: 'Кто там?' }, admin),
      world.ask('confirmResolution', { ticketId: solved.ticketId }, admin),
      world.ask('takeTicket', { ticketId: open.ticketId }, standardOwner),
      say(open.ticketId, standardOwner),
    ]
    expect((await Promise.all(refused)).map(codeOf)).toEqual(Array(4).fill('ticket_locked'))
    const buttons = await Promise.all(
      [open, solved, closed].map(async ({ ticketId }) => (await world.call('readTicket', { ticketId }, admin)).can),
    )
    expect(buttons).toEqual([[], [], []])
    const history = await world.call('readEvents', { ticketId: open.ticketId }, admin)
    expect(JSON.stringify(history)).toContain('открыто')
  })

  it('gets everything back with a commercial tariff, by itself', async () => {
    const { world, aPortal, say, isLocked } = scene
    const admin = await aPortal('returning')
    const { ticketId } = await openTicket(world, admin, 'подождёт')
    world.sandbox.setTariff('returning', 'free')
    await world.enter('returning', 1)
    await isLocked(ticketId, admin, 'free_tariff')

    world.sandbox.setTariff('returning', 'std')
    await world.enter('returning', 1)
    await isLocked(ticketId, admin, null)

    expect(await say(ticketId, admin)).toMatchObject({ ok: true })
  })

  it('T1 the button that reopens is there only while the entitlement has people at that desk', async () => {
    const { world, standardOwner, aPortal, memberIdOf } = scene
    const admin = await aPortal('switching')
    const { ticketId } = await openTicket(world, admin, 'решат')
    await world.call('takeTicket', { ticketId }, standardOwner)
    await world.call('resolveTicket', { ticketId, messageId: newId(), text: 'Готово' }, standardOwner)
    const offered = async (): Promise<TicketAction[]> => (await world.call('readTicket', { ticketId }, admin)).can

    expect(await offered()).toContain('reopen')
    // In the second before the lock comes: the entitlement alone decides.
    await sql`update portals set licence_family = 'free' where member_id = ${memberIdOf('switching')}`.execute(
      world.store.db,
    )
    expect(await offered()).not.toContain('reopen')
    expect(codeOf(await world.ask('reopenTicket', { ticketId }, admin))).toBe('no_people')
  })
})

describe('E5 a live connection is not affected', () => {
  it('the partner answers as before, and going back on a free tariff keeps the standard tickets closed', async () => {
    const { world, aPortal, connectTo, support, say, lockOf } = scene
    const admin = await aPortal('connected')
    const standard = await openTicket(world, admin, 'стандартной')
    await connectTo(admin)
    const partner = await openTicket(world, admin, 'партнёру')
    world.sandbox.setTariff('connected', 'free')
    await world.enter('connected', 1)
    await eventually(async () => expect((await support(admin)).tariffChange?.to).toBe('free'))

    expect(await say(partner.ticketId, admin)).toMatchObject({ ok: true })
    expect(await support(admin)).toMatchObject({ entitlement: { kind: 'partner', people: { entitled: true } } })
    expect(await lockOf(standard.ticketId, admin)).toBe('partner_connected')
    const { stateToken } = await support(admin)
    await world.call('returnToStandard', { stateToken }, admin)
    expect(await lockOf(standard.ticketId, admin)).toBe('free_tariff')
    expect(await lockOf(partner.ticketId, admin)).toBe('left_desk')
  })
})

it('E7 where the server has no standard desk the refusal points to Bitrix24’s own support', async () => {
  const { world, aPortal, support } = scene
  const admin = await aPortal('lonely')
  await world.sandbox.uninstall('standard', { clean: false })
  const ticket = { ticketId: newId(), messageId: newId(), subject: 'x', text: 'x' }
  const refused = await world.ask('openTicket', ticket, admin)
  const picture = await support(admin)
  scene.standardOwner = await world.install('standard', 'desk', 'standard')

  expect(codeOf(refused)).toBe('no_standard_desk')
  expect(picture).toMatchObject({
    channels: null,
    entitlement: { reason: 'no_standard_desk', helpers: ['assistant', 'knowledge'] },
    levels: [{ people: null, isHere: true }, { levels: [] }],
  })
})
