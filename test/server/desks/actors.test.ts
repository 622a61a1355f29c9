import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadActor, makeActors, type Actors } from '#server/desks/actor.queries.ts'
import { setStaff } from '#server/desks/desks.commands.ts'
import { now } from '#server/platform/clock.ts'
import { openStore, type Store } from '#server/platform/db/db.ts'
import { makeTransaction } from '#server/platform/db/unitOfWork.ts'
import type { Wake } from '#server/platform/db/wakes.ts'
import { setAdminRight } from '#server/platform/http/memberSessions.ts'
import { hashToken } from '#server/platform/http/session.ts'
import type { JournalProgress } from '#server/platform/realtime/pubsub.ts'
import { openChatWorld, type ChatWorld } from '#test/support/chatWorld.ts'
import { cloneDatabase } from '#test/support/database.ts'

let database: Awaited<ReturnType<typeof cloneDatabase>>
let world: ChatWorld
let store: Store
beforeAll(async () => {
  database = await cloneDatabase()
  world = await openChatWorld(database.url)
  store = openStore(database.url, 1)
})
afterAll(async () => {
  await store.close()
  await world.close()
  await database.drop()
})

describe('E2 who asks', () => {
  it('is planned no more after some calls, and read anew at each', async () => {
    const { memberId, adminToken, admin } = await world.openClient()
    const ask = () => loadActor(store.db, hashToken(adminToken), now(), null)

    for (let call = 0; call < 30; call += 1) expect(await ask()).toEqual(admin)

    const { rows } = await sql<{ custom_plans: number; generic_plans: number }>`
      select custom_plans, generic_plans from pg_prepared_statements where statement like '%from sessions s%'`.execute(
      store.db,
    )
    const [planned, ...others] = rows
    expect(others).toEqual([])
    expect(planned?.custom_plans).toBeLessThan(planned?.generic_plans ?? 0)
    await transactionOf()((unit) => setAdminRight(unit, { memberId, userId: admin.userId }, false))
    expect((await ask()).isPortalAdmin).toBe(false)
  })

  it('of many at once is what each alone gets, also who is unknown', async () => {
    const clients = [await world.openClient(), await world.openClient()]
    const { loadBatched } = hub().actors
    const nobody = hashToken('nobody')

    const found = await Promise.allSettled(
      [...clients.map(({ adminToken }) => hashToken(adminToken)), nobody].map((token) => loadBatched(token)),
    )

    expect(found.map((one) => (one.status === 'fulfilled' ? one.value : one.reason.code))).toEqual([
      ...clients.map(({ admin }) => admin),
      'no_session',
    ])
    await expect(loadBatched(nobody)).rejects.toMatchObject({ code: 'no_session' })
  })
})

describe('E2 who is remembered for the hot path', () => {
  const ways = ['said by another process', 'found in the journal'] as const

  it.each(ways)('is nobody any more with the next wake that may change a right: %s', async (way) => {
    const { memberId, adminToken, admin } = await world.openClient()
    const bystander = await world.openClient()
    const { actors, wake } = hub()
    const find = (token: string) => actors.findRemembered(hashToken(token), null)
    expect((await find(adminToken)).isPortalAdmin).toBe(true)
    expect((await find(bystander.adminToken)).isPortalAdmin).toBe(true)

    const wakes: Wake[] = []
    for (const { admin: one } of [{ admin }, bystander])
      await transactionOf(wakes)((unit) => setAdminRight(unit, one, false))
    const own = wakes.filter((one) => one.what !== 'ticket' && one.memberId === memberId)
    expect(own).toHaveLength(1)
    expect((await find(adminToken)).isPortalAdmin).toBe(true)
    wake(way, own)

    expect((await find(adminToken)).isPortalAdmin).toBe(false)
    // Whose wake has not come yet is remembered still: so it was the wake, and not that nobody is remembered.
    expect((await find(bystander.adminToken)).isPortalAdmin).toBe(true)
  })

  it.each(ways)('is what the desk has made of them: %s', async (way) => {
    const desk = await world.openDesk('partner')
    const client = await world.openClient()
    await world.connect(client, desk)
    const { deskToken } = await world.converse(client, desk)
    const { actors, wake } = hub()
    const find = () => actors.findRemembered(hashToken(deskToken), null)
    const person = await find()
    expect(person.desk?.role).toBe('agent')

    const wakes: Wake[] = []
    await transactionOf(wakes)((unit) => setStaff(unit, desk.owner, desk.deskId, { person, role: null }))
    expect((await find()).desk?.role).toBe('agent')
    wake(way, wakes)

    expect((await find()).desk).toBeNull()
  })

  it('stays so when something is said that changes no right, or of others', async () => {
    const { memberId, adminToken, admin } = await world.openClient()
    const { actors, wake } = hub()
    const find = () => actors.findRemembered(hashToken(adminToken), null)
    await find()
    await transactionOf()((unit) => setAdminRight(unit, admin, false))

    wake('said by another process', [
      { what: 'billing', deskId: null, memberId },
      { what: 'me', deskId: null, memberId: 'another' },
      { what: 'ticket', ticketId: crypto.randomUUID(), isForDeskAlone: false },
    ])

    expect((await find()).isPortalAdmin).toBe(true)
  })
})

function transactionOf(wakes: Wake[] = []) {
  return makeTransaction(store.db, (published) => void wakes.push(...published))
}

/** One process's actors, and what wakes them. */
function hub(): { actors: Actors; wake: (way: string, wakes: readonly Wake[]) => void } {
  const published: ((wakes: readonly Wake[]) => void)[] = []
  const progress: ((found: JournalProgress) => void)[] = []
  const actors = makeActors(store.db, {
    onPublished: (listener) => void published.push(listener),
    onProgress: (listener) => void progress.push(listener),
  })
  return {
    actors,
    wake(way, wakes) {
      if (way === 'said by another process') for (const tell of published) tell(wakes)
      else {
        const things = wakes.filter((one) => one.what !== 'ticket')
        for (const tell of progress) tell({ tickets: new Map(), wakes: things })
      }
    },
  }
}
