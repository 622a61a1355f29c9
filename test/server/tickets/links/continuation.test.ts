import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await startScene()
}, 60_000)
afterAll(() => scene.world.stop())

const view = (ticketId: string, token = scene.admin) => scene.world.call('readTicket', { ticketId }, token)
async function resolved(): Promise<string> {
  const { ticketId } = await scene.ticket()
  await scene.world.call('resolveTicket', { ticketId, messageId: newId(), text: 'Починили' }, scene.agent)
  return ticketId
}
const pastReopening = (ticketId: string) =>
  sql`update tickets set state = state || '{"reopenUntil": "2026-01-01T00:00:00.000Z"}' where ticket_id = ${ticketId}`.execute(
    scene.world.store.db,
  )

describe('T1 going on in a new ticket', () => {
  const goOn = (continues: string, ids = { ticketId: newId(), messageId: newId() }, token = scene.admin) =>
    scene.world.ask('openTicket', { ...ids, subject: 'Не приходят письма', text: 'Снова', continues }, token)
  async function over(): Promise<string> {
    const ticketId = await resolved()
    await scene.world.call('confirmResolution', { ticketId }, scene.admin)
    await pastReopening(ticketId)
    return ticketId
  }

  it('is offered when it is too late to open it again, and links the two for both sides', async () => {
    const old = await over()
    const before = await view(old)
    const ids = { ticketId: newId(), messageId: newId() }
    const made = await goOn(old, ids)
    const again = await goOn(old, ids)
    const events = await scene.world.call('readEvents', { ticketId: old, limit: 200 }, scene.admin)

    expect(before.can).toContain('goOn')
    expect(before.can).not.toContain('reopen')
    expect(made).toMatchObject({
      ok: true,
      body: { links: [{ kind: 'continuation', role: 'to', ticketId: old, undoUntil: null }] },
    })
    expect(again).toMatchObject({ ok: true })
    expect((await view(old, scene.agent)).links).toMatchObject([
      { kind: 'continuation', role: 'from', ticketId: ids.ticketId, undoUntil: null },
    ])
    expect(events.events.filter(({ type }) => type === 'ticket.linked')).toHaveLength(1)
    expect((await view(old)).summary.lastAt).toBe(before.summary.lastAt)
  })

  it('is refused where it can still be opened again, where it is open, and of what is another’s', async () => {
    const open = await scene.ticket()
    const closed = await resolved()
    await scene.world.call('confirmResolution', { ticketId: closed }, scene.admin)
    const ids = { ticketId: newId(), messageId: newId() }

    expect(await goOn(open.ticketId)).toMatchObject({ code: 'move_not_allowed' })
    expect(await goOn(closed, ids)).toMatchObject({ code: 'reopen_instead' })
    expect(await goOn(newId())).toMatchObject({ code: 'not_found' })
    // Nothing is opened where the link is refused.
    expect(await scene.world.ask('readTicket', { ticketId: ids.ticketId }, scene.admin)).toMatchObject({
      code: 'not_found',
    })
  })

  it('of several tickets of one text the first one goes on', async () => {
    const old = await over()
    const opening = (continues?: string) => ({
      ticketId: newId(),
      messageId: newId(),
      subject: 'Тема',
      text: 'Снова',
      ...(continues === undefined ? {} : { continues }),
    })
    const { tickets } = await scene.world.call('openTickets', { tickets: [opening(old), opening()] }, scene.admin)

    expect(tickets[0]?.links.map(({ kind }) => kind).toSorted()).toEqual(['continuation', 'sibling'])
    expect(await scene.world.ask('openTickets', { tickets: [opening(), opening(old)] }, scene.admin)).toMatchObject({
      code: 'invalid_input',
    })
  })

  it('“thanks” after the resolution opens nothing again; both sides keep their buttons', async () => {
    const ticketId = await resolved()
    await scene.send(ticketId, scene.admin, { text: 'Спасибо!' })
    const client = await view(ticketId)

    expect(client.summary.status).toBe('resolved')
    expect(client.can).toEqual(expect.arrayContaining(['confirm', 'reopen', 'rate', 'write']))
    expect((await view(ticketId, scene.agent)).can).toContain('write')
  })
})
