import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from './scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await startScene()
}, 60_000)
afterAll(() => scene.world.stop())

const secret = 'Позвонил, договорились на вечер'

async function contacted(ticketId: string, messageId = newId()) {
  const contact = { ticketId, messageId, way: 'phone', text: secret } as const
  return scene.world.ask('recordContact', contact, scene.agent)
}
const eventsOf = async (ticketId: string, token: string) =>
  (await scene.world.call('readEvents', { ticketId }, token)).events

it('T12 both sides read that the client was reached, how and by whom; what was said only the desk', async () => {
  const { ticketId } = await scene.ticket()

  await contacted(ticketId)

  const [forDesk, forClient] = await Promise.all([eventsOf(ticketId, scene.agent), eventsOf(ticketId, scene.admin)])
  expect(forDesk.slice(-2)).toMatchObject([
    { type: 'message.sent', message: { kind: 'note', text: secret } },
    { type: 'ticket.contacted', way: 'phone', by: { side: 'desk', userId: 3 } },
  ])
  expect(forClient.at(-1)).toMatchObject({ type: 'ticket.contacted', way: 'phone', by: { side: 'desk' } })
  expect(JSON.stringify(forClient)).not.toContain('Позвонил')
  expect(forClient.map(({ seq }) => seq)).toEqual(forClient.map((_event, index) => index + 1))
})

it('T12 the same contact twice, or by two clicks at once, is one', async () => {
  const { ticketId } = await scene.ticket()
  const messageId = newId()

  await Promise.all([1, 2, 3].map(() => contacted(ticketId, messageId)))

  const types = (await eventsOf(ticketId, scene.agent)).map(({ type }) => type)
  expect(types.filter((type) => type === 'ticket.contacted')).toHaveLength(1)
})

it('S3 a contact is no public message: the reaction clock goes on', async () => {
  const { ticketId } = await scene.ticket()
  const before = await stateOf(ticketId)

  await contacted(ticketId)

  expect(await stateOf(ticketId)).toEqual(before)
})

it('T12 a client records none, nor anybody in a ticket that is closed', async () => {
  const { ticketId } = await scene.ticket()
  const contact = { ticketId, messageId: newId(), way: 'telegram', text: secret } as const
  expect(await scene.world.ask('recordContact', contact, scene.admin)).toMatchObject({ code: 'not_allowed' })
  expect((await scene.world.call('readTicket', { ticketId }, scene.agent)).can).toContain('contact')

  await scene.world.call('withdrawTicket', { ticketId }, scene.admin)

  expect(await scene.world.ask('recordContact', contact, scene.agent)).toMatchObject({ code: 'ticket_closed' })
  expect((await scene.world.call('readTicket', { ticketId }, scene.agent)).can).not.toContain('contact')
})

it('C5 the words of a contact are kept where an uninstall erases them, not in the journal', async () => {
  const { ticketId } = await scene.ticket()
  await contacted(ticketId)

  const { rows } = await sql<{ payload: string }>`
    select payload::text from journal where ticket_id = ${ticketId}`.execute(scene.world.store.db)

  expect(rows.map(({ payload }) => payload).join()).not.toContain('Позвонил')
})

async function stateOf(ticketId: string) {
  const { clocks } = await scene.world.call('readSla', { ticketId }, scene.agent)
  return clocks.map(({ clock, state, deadline }) => ({ clock, state, deadline }))
}

it('T12 a talk has its own time, which both sides read; one that is not over is refused', async () => {
  const { ticketId } = await scene.ticket()
  const began = new Date(Date.now() - 12 * 60_000).toISOString()
  const contact = { ticketId, messageId: newId(), way: 'phone', text: secret } as const

  for (const talk of [
    { startedAt: new Date(Date.now() + 60_000).toISOString(), minutes: 1 },
    { startedAt: began, minutes: 30 },
  ]) {
    expect(await scene.world.ask('recordContact', { ...contact, talk }, scene.agent)).toMatchObject({
      code: 'talk_not_over',
    })
  }
  await scene.world.call('recordContact', { ...contact, talk: { startedAt: began, minutes: 12 } }, scene.agent)

  for (const token of [scene.agent, scene.admin]) {
    expect((await eventsOf(ticketId, token)).at(-1)).toMatchObject({
      type: 'ticket.contacted',
      talk: { startedAt: began, minutes: 12 },
    })
  }
})

it.each([0, 1441, 1.5, 'ten', null])('T12 %s minutes are none', async (minutes) => {
  const { ticketId } = await scene.ticket()
  const talk = { startedAt: new Date().toISOString(), minutes }
  const contact = { ticketId, messageId: newId(), way: 'phone', text: secret, talk }
  expect(await scene.world.ask('recordContact', contact, scene.agent)).toMatchObject({ status: 400 })
})
