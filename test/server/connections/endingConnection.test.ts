import { partnerFound, searchIsOver } from '#server/connections/partnerRequests/ending.commands.ts'
import { beginOnVersion } from '#server/connections/versions/firstVersion.commands.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { endConnection, noticeIsOver, reconnectDesk, type SwitchDeps } from '#server/connections/connection.commands.ts'
import { loadActor } from '#server/desks/actor.queries.ts'
import type { Actor } from '#server/platform/actor.ts'
import { now } from '#server/platform/clock.ts'
import { hashToken } from '#server/platform/http/session.ts'
import { ticketDeps } from '#test/support/ticketDeps.ts'
import { newId, startWorld, type World } from '#test/support/world.ts'
import { connect, openTicket } from '../situation.ts'

const DAY = 86_400_000

let world: World
let admin: string
let owner: string
let standardOwner: string
beforeAll(async () => {
  world = await startWorld()
  standardOwner = await world.install('standard', 'desk', 'standard')
  owner = await world.install('partner', 'desk')
  admin = await world.install('client', 'client')
}, 60_000)
afterAll(() => world.stop())
beforeEach(async () => {
  await world.store.db.deleteFrom('activation_attempts').execute()
  const { connection, stateToken } = await world.call('readSupport', {}, admin)
  if (connection !== null) await world.call('returnToStandard', { stateToken }, admin)
})

const memberId = () => world.sandbox.portals.client.memberId
const write = (ticketId: string, token: string) =>
  world.ask('sendMessage', { ticketId, messageId: newId(), text: 'ещё' }, token)
const goBack = async () => {
  const { stateToken } = await world.call('readSupport', {}, admin)
  return world.call('returnToStandard', { stateToken }, admin)
}
const actorOf = (token: string): Promise<Actor> => loadActor(world.store.db, hashToken(token), now(), null)
const switchDeps: SwitchDeps = {
  ticketDeps,
  wakeConnectionAt: async () => {},
  deskIsGone: async () => {},
  partnerFound,
  searchIsOver,
  eraseTexts: async () => {},
  beginOnVersion: (unit, made) => beginOnVersion(unit, { addJob: async () => {} }, made),
}

describe('C5 the desk ends a connection', () => {
  const live = async () =>
    (await world.call('listConnections', {}, owner)).connections.find((one) => one.endedAt === null)
  const isOver = (at: Date) => world.transaction((unit) => noticeIsOver(unit, switchDeps, memberId()), at)

  it('after the notice of its regulation: both sides see the date, the client may leave earlier', async () => {
    await connect(world, admin, owner)
    const { connectionId = '' } = (await live()) ?? {}
    const ending = await world.call('endConnection', { connectionId }, owner)
    const seen = await world.call('readSupport', {}, admin)
    const again = await world.ask('endConnection', { connectionId }, owner)
    const left = await goBack()

    expect(ending.endsAt).not.toBeNull()
    expect(seen.connection?.endsAt).toBe(ending.endsAt)
    expect(again).toMatchObject({ code: 'connection_ending' })
    expect(left.entitlement.kind).toBe('standard')
  })

  it('a job that comes early changes nothing, one that comes in time ends it, one that comes twice ends it once', async () => {
    await connect(world, admin, owner)
    const { ticketId } = await openTicket(world, admin, 'до конца срока')
    const { connectionId = '' } = (await live()) ?? {}
    const { endsAt } = await world.call('endConnection', { connectionId }, owner)
    const end = new Date(endsAt ?? 0)

    await isOver(new Date(end.getTime() - 1))
    const before = await write(ticketId, admin)
    await isOver(new Date(end.getTime()))
    await isOver(new Date(end.getTime() + DAY))
    const after = await write(ticketId, admin)

    expect(before).toMatchObject({ ok: true })
    expect(after).toMatchObject({ code: 'ticket_locked' })
    const { rows } = await sql`
      select 1 from journal where type = 'connection.ended' and payload ->> 'connectionId' = ${connectionId}`.execute(
      world.store.db,
    )
    expect(rows).toHaveLength(1)
  })

  it('what the desk ended needs a new code', async () => {
    const desk = await actorOf(owner)
    const deskId = desk.desk?.deskId ?? ''
    const { formerDesks, stateToken } = await world.call('readSupport', {}, admin)
    const attempt = async () => {
      const actor = await actorOf(admin)
      await world.transaction((unit) => reconnectDesk(unit, switchDeps, actor, { deskId, stateToken }))
    }

    expect(formerDesks).toEqual([])
    await expect(attempt()).rejects.toMatchObject({ code: 'desk_ended_connection' })
    await connect(world, admin, owner)
    expect((await live())?.endedAt).toBeNull()
  })

  it("only the desk's own owner ends it", async () => {
    await connect(world, admin, owner)
    const { connectionId = '' } = (await live()) ?? {}
    const stranger = await actorOf(standardOwner)

    await expect(
      world.transaction((unit) => endConnection(unit, switchDeps, stranger, connectionId)),
    ).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})
