import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { sql } from 'kysely'
import { addJob } from '#server/platform/jobs/jobs.ts'
import { watchDueRotas, watchEachRota } from '#server/desks/rotaWatch.commands.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../tickets/scene.ts'

/** At the desk: 1 is the owner, 2 the lead, 3 the agent. Its regulation promises an on-duty, round the clock. */
const promising = { ...saasSupport, onDuty: { levels: ['enterprise' as const], afterMinutes: 60 } }
let scene: Scene
let deskId: string
/** Sessions of before are gone once the clock was moved. */
const lead = () => scene.world.enter('partner', 2)
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-10-19T09:00:00Z') })
  scene = await startScene(paceByHand(), promising)
  deskId = (await scene.actorOf(scene.owner)).desk?.deskId ?? ''
  await scene.world.call('setStaff', { userId: 2, role: 'lead' }, scene.owner)
}, 60_000)
afterAll(async () => {
  vi.useRealTimers()
  await scene.world.stop()
})

/** In the portal one replaces another of the same gap, so they are counted where each is kept. */
async function told() {
  const { rows } = await sql<{ userId: number; event: string; message: string }>`
    select user_id as "userId", event, text as message from shown_notices where event like 'rota.%' and desk_id = ${deskId}
     order by at, notice_id`.execute(scene.world.store.db)
  return rows
}
let before = 0
beforeEach(async () => {
  before = (await told()).length
})
const toldNow = async () => (await told()).slice(before)
/** What the owner was told. */
const events = async () => (await toldNow()).filter(({ userId }) => userId === 1).map(({ event }) => event)
const moveTo = async (instant: string) => {
  vi.setSystemTime(new Date(instant))
  await scene.world.turn()
}
const standIn = async (from: string, until: string) => {
  const dutyId = newId()
  await scene.world.call('addDuty', { dutyId, kind: 'standIn', userId: 3, from, until }, await lead())
  await scene.world.turn()
  return dutyId
}

describe('E10 T12 an empty rota', () => {
  it('of a new desk is left to its people for a day, then its owner and lead are warned at once, with the way there', async () => {
    await scene.world.turn()
    expect(await toldNow()).toEqual([])

    await moveTo('2026-10-20T08:59:00Z')
    expect(await toldNow()).toEqual([])
    await moveTo('2026-10-20T09:00:00Z')

    expect(new Set((await toldNow()).map(({ userId }) => userId))).toEqual(new Set([1, 2]))
    expect(await toldNow()).toHaveLength(2)
    expect((await toldNow())[0]?.message).toContain('Сейчас на дежурстве никого')
    const [inPortal] = scene.world.sandbox
      .notifications('partner', 1)
      .filter(({ tag }) => tag.startsWith('OPORA|ROTA|'))
    expect(inPortal?.message).toContain('params%5Bsection%5D=staff')
    await moveTo('2026-10-24T09:00:00Z')
    expect(await toldNow()).toHaveLength(2)
  })

  it('that is filled until the night of the clock change is warned of at its end, to the instant, and once for two servers', async () => {
    // Moscow keeps its clocks; what counts are instants, also where Kyiv's wall shows 3:30 twice.
    await standIn('2026-10-24T09:00:00Z', '2026-10-25T00:30:00Z')
    await moveTo('2026-10-25T00:29:59Z')
    expect(await toldNow()).toEqual([])

    vi.setSystemTime(new Date('2026-10-25T00:30:00Z'))
    const killed = scene.world.transaction(async (unit) => {
      expect(await watchDueRotas(unit, addJob)).toBeGreaterThan(0)
      throw new Error('killed before it was committed')
    }, new Date())
    await expect(killed).rejects.toThrow('killed')
    const watch = () => scene.world.transaction((unit) => watchDueRotas(unit, addJob), new Date())
    await Promise.all([watch(), watch(), watch()])
    await scene.world.turn()

    expect(await events()).toEqual(['rota.empty'])
    expect(await toldNow()).toHaveLength(2)
  })

  it('is warned of a week and a day ahead and at its hour; the server was down for one of them', async () => {
    await moveTo('2026-11-01T09:00:00Z')
    await standIn('2026-11-01T09:00:00Z', '2026-11-10T09:00:00Z')
    expect(await events()).toEqual([])

    await moveTo('2026-11-03T09:00:00Z')
    expect(await events()).toEqual(['rota.emptySoon'])
    await moveTo('2026-11-08T09:00:00Z')
    expect(await events()).toEqual(['rota.emptySoon'])
    await moveTo('2026-11-09T20:00:00Z')
    expect(await events()).toEqual(['rota.emptySoon', 'rota.emptySoon'])
    await moveTo('2026-11-12T09:00:00Z')
    expect(await events()).toEqual(['rota.emptySoon', 'rota.emptySoon', 'rota.empty'])
  })

  it('is told anew where a stand-in is taken away, and no more once there are weeks', async () => {
    await moveTo('2026-11-13T09:00:00Z')
    const dutyId = await standIn('2026-11-13T09:00:00Z', '2026-11-30T09:00:00Z')
    expect(await toldNow()).toEqual([])
    await scene.world.call('removeDuty', { dutyId }, await lead())
    await scene.world.turn()
    expect(await toldNow()).toHaveLength(2)

    const rota = { version: 0, people: [3], weekday: 1, time: '09:00', confirmMinutes: 7 }
    await scene.world.call('saveDutyRota', rota, await lead())
    await scene.world.turn()
    await moveTo('2026-12-13T09:00:00Z')

    expect(await toldNow()).toHaveLength(2)
    const { rows } = await sql`select from rota_warnings where desk_id = ${deskId}`.execute(scene.world.store.db)
    expect(rows).toEqual([])
  })

  it('is nothing to a desk that promises nobody', async () => {
    const owner = await scene.world.enter('partner', 1)
    const { lastVersion } = await scene.world.call('readRegulation', {}, owner)
    await scene.world.call('publishRegulation', { document: saasSupport, effectiveAt: null, lastVersion }, owner)
    const { rota } = await scene.world.call('readStaff', {}, owner)
    await scene.world.call(
      'saveDutyRota',
      { version: rota.version, people: [], weekday: 1, time: '09:00', confirmMinutes: 7 },
      owner,
    )
    await scene.world.turn()
    await moveTo('2026-12-20T09:00:00Z')

    expect(await toldNow()).toEqual([])
  })

  it('that cannot be looked through holds no other back, and is looked for again in half a minute', async () => {
    const { db } = scene.world.store
    const at = new Date('2027-02-01T09:00:00Z')
    vi.setSystemTime(at)
    await scene.world.turn()
    await sql`delete from rota_warnings`.execute(db)
    await sql`update rota_watches set due_at = ${at}, begins_at = ${at}`.execute(db)
    // The other desk promises people round the clock, too, and has none: its warning cannot be told.
    const failing: typeof addJob = () => Promise.reject(new Error('cannot be told'))
    const work = scene.world.transaction
    await expect(work((unit) => watchDueRotas(unit, failing), at)).rejects.toThrow('cannot be told')
    const logged: string[] = []
    const log = { error: (_what: object, text?: string) => void logged.push(text ?? '') }

    await watchEachRota({ transaction: (act) => work(act, at), log, addJob: failing })

    expect(logged).toHaveLength(1)
    const { rows } = await sql<{ isOurs: boolean; dueAt: Date }>`
      select desk_id = ${deskId} as "isOurs", due_at as "dueAt" from rota_watches order by due_at`.execute(db)
    expect(rows[0]).toEqual({ isOurs: false, dueAt: new Date('2027-02-01T09:00:30Z') })
    expect(rows[1]?.dueAt.getTime()).toBeGreaterThan(at.getTime() + 30_000)
  })
})

afterEach(() => expect(scene.world.takeErrors()).toEqual([]))
