import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId, startWorld, type World } from '#test/support/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world.stop())

it('C1-C3 E3 E4 the main job over HTTP: install, issue, connect, write, answer, go back, connect again', async () => {
  await world.install('standard', 'desk', 'standard')
  const admin = await world.install('client', 'client')
  const owner = await world.install('partner', 'desk')

  const before = await world.call('readSupport', {}, admin)
  expect(before.entitlement.kind).toBe('standard')
  const standardTicket = newId()
  await world.call(
    'openTicket',
    { ticketId: standardTicket, messageId: newId(), subject: 'Почта', text: 'Не приходят письма' },
    admin,
  )

  const { code } = await world.call('issueCode', { maxUses: 1, expiresInDays: 30, clientStatus: 1, note: '' }, owner)
  const preview = await world.call('previewCode', { code: code.toLowerCase() }, admin)
  expect(preview.locksTickets).toBe(1)
  const after = await world.call('activateCode', { code, stateToken: preview.stateToken }, admin)
  expect(after.entitlement).toMatchObject({ kind: 'partner', deskName: 'Интегратор Плюс' })
  const locked = await world.ask('sendMessage', { ticketId: standardTicket, messageId: newId(), text: 'ещё' }, admin)
  expect(locked).toMatchObject({ ok: false, code: 'ticket_locked' })

  const ticketId = newId()
  await world.call('openTicket', { ticketId, messageId: newId(), subject: 'CRM', text: 'Настройте воронку' }, admin)
  const queue = await world.call('listQueue', {}, owner)
  expect(queue.tickets.map((ticket) => ticket.ticketId)).toEqual([ticketId])
  await world.call('takeTicket', { ticketId }, owner)
  await world.call('sendMessage', { ticketId, messageId: newId(), text: 'Секрет', kind: 'note' }, owner)
  await world.call('sendMessage', { ticketId, messageId: newId(), text: 'Сделаем' }, owner)
  const seen = await world.call('readEvents', { ticketId }, admin)
  expect(seen.events.map((event) => event.seq)).toEqual([1, 2, 3, 4, 5])
  expect(JSON.stringify(seen)).not.toContain('Секрет')

  const back = await world.call('returnToStandard', { stateToken: after.stateToken }, admin)
  expect(back.entitlement.kind).toBe('standard')
  expect(back.formerDesks).toHaveLength(1)
  expect(await world.ask('sendMessage', { ticketId, messageId: newId(), text: 'x' }, admin)).toMatchObject({
    code: 'ticket_locked',
  })
  expect(await world.ask('sendMessage', { ticketId, messageId: newId(), text: 'x' }, owner)).toMatchObject({
    code: 'ticket_locked',
  })
  const deskId = back.formerDesks[0]?.deskId ?? ''
  const again = await world.call('reconnectDesk', { deskId, stateToken: back.stateToken }, admin)
  expect(again.entitlement.kind).toBe('partner')
  await world.call('sendMessage', { ticketId, messageId: newId(), text: 'снова тут' }, admin)
}, 60_000)
