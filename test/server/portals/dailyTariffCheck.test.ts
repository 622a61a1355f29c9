import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { addJob } from '#server/platform/jobs/jobs.ts'
import { eventually } from '#test/support/eventually.ts'
import { startWorld, type World } from '#test/support/world.ts'
import { connect, openTicket } from '../situation.ts'

const HOUR = 3_600_000

let world: World
beforeAll(async () => {
  world = await startWorld()
  await world.install('standard', 'desk', 'standard')
  await world.install('partner', 'desk')
}, 60_000)
afterAll(() => world.stop())
afterEach(() => {
  vi.useRealTimers()
})

async function aPortal(key: string) {
  const users = structuredClone(world.sandbox.portals.client.users)
  await world.sandbox.addPortal({ key, title: key, users, tariff: 'pro' })
  const admin = await world.install(key, 'client')
  await eventually(() => expect(world.sandbox.requests(key, 'placement.bind')).not.toHaveLength(0))
  return admin
}
const connectTo = async (admin: string) => connect(world, admin, await world.enter('partner', 1))
const memberIdOf = (key: string) => world.sandbox.portals[key]?.memberId ?? ''
const checkAll = () => world.transaction((unit) => addJob(unit, 'checkTariffs', {}))
const questions = (key: string) => world.sandbox.requests(key, 'app.info').length
const checksWaiting = async () => {
  const { rows } = await sql<{ key: string; run_at: Date }>`
    select key, run_at from graphile_worker.jobs where task_identifier = 'checkTariff'`.execute(world.store.db)
  return new Map(rows.map(({ key, run_at }) => [key.replace('tariff ', ''), run_at]))
}
/** The clock goes on from there: whoever waits by it must not wait for ever. */
function moveTo(at: Date) {
  vi.useFakeTimers({ toFake: ['Date'], now: at, shouldAdvanceTime: true })
}

describe('E5 the daily check', () => {
  it('asks the portals with something to lose, each at an instant of its own, once', async () => {
    const busy = await aPortal('busy')
    await openTicket(world, busy, 'открыто')
    const bound = await aPortal('bound')
    await connectTo(bound)
    await aPortal('idle')
    const asked = { busy: questions('busy'), bound: questions('bound'), idle: questions('idle') }

    await checkAll()
    await eventually(async () => expect([...(await checksWaiting()).keys()]).toContain(memberIdOf('busy')))
    // A second process begins the same round: nobody is asked twice.
    await checkAll()
    const waiting = await checksWaiting()
    expect(waiting.has(memberIdOf('bound'))).toBe(true)
    expect(waiting.has(memberIdOf('idle'))).toBe(false)
    expect(new Set([...waiting.values()].map(Number)).size).toBe(waiting.size)
    expect([...waiting.values()].every((at) => at.getTime() <= Date.now() + 6 * HOUR)).toBe(true)
    const other = await world.startAnother()

    moveTo(new Date(Date.now() + 6 * HOUR + 60_000))
    // Those that found two others being asked come a little later.
    await eventually(async () => {
      vi.setSystemTime(Date.now() + 120_000)
      expect([...(await checksWaiting()).values()].filter((at) => at.getTime() <= Date.now())).toEqual([])
      expect(questions('busy')).toBe(asked.busy + 1)
      expect(questions('bound')).toBe(asked.bound + 1)
    })
    await other.stop()

    expect(questions('idle')).toBe(asked.idle)
  })
})
