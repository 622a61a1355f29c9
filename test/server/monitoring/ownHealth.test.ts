import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { findingsOf } from '#server/monitoring/domain/ownHealth.ts'
import { makeTransaction } from '#server/platform/db/unitOfWork.ts'
import { lookAtOneself } from '#server/monitoring/ownHealth.commands.ts'
import { startWatched, type Watched } from './watched.ts'

const minute = 60_000
const at = (minutes: number) => new Date(Date.UTC(2026, 10, 23, 9) + minutes * minute)

describe('what a look of the server at itself finds', () => {
  it('is what it sees; the time in which nobody looked is told from the first look that did not come', () => {
    const well = { at: at(10), reason: null }

    expect(findingsOf(null, well)).toEqual([well])
    expect(findingsOf(at(9), well)).toEqual([well])
    expect(findingsOf(at(7.1), well)).toEqual([well])
    expect(findingsOf(at(7), well)).toEqual([{ at: at(8), reason: expect.any(String) }, well])
  })
})

let watched: Watched
beforeAll(async () => {
  watched = await startWatched()
}, 60_000)
afterAll(async () => {
  vi.useRealTimers()
  await watched.world.stop()
})

const nobody = { announce: async () => {}, announceAnew: async () => {}, lockDesk: async () => {} }
/** A look of any process, with what it found. */
const look = (reason: string | null) =>
  makeTransaction(watched.world.store.db, () => {})((unit) => lookAtOneself(unit, nobody, reason), new Date())

describe('D3 a component that is this server itself', () => {
  it('has no address that anybody could call, and no secret', async () => {
    const { world, lead, add } = watched
    const { componentId, address } = await add({ source: 'own' })

    expect(address).toBe('')
    for (const what of ['address', 'secret', 'noSecret'] as const)
      expect(await world.ask('rotateComponent', { componentId, what }, lead)).toMatchObject({ code: 'not_allowed' })
    await world.call('removeComponent', { componentId }, lead)
  })

  it('is down while the server finds something, and up again when it does not; a look that changes nothing is not kept', async () => {
    const { world, lead, add, pass, readComponent } = watched
    const { componentId } = await add({ source: 'own' })
    await look(null)
    for (const _ of [1, 2, 3]) {
      await pass(1)
      await look('the disk of the database is full')
    }
    await pass(0.1)
    expect(await readComponent(componentId)).toMatchObject({
      state: 'down',
      source: 'own',
      signals: [
        { shape: 'own', firing: 1, text: 'the disk of the database is full' },
        { shape: 'own', resolved: 1, text: '' },
      ],
    })

    for (const _ of [1, 2, 3, 4, 5, 6]) {
      await look(null)
      await pass(1)
    }
    expect(await readComponent(componentId)).toMatchObject({ state: 'up', incident: null })
    await world.call('removeComponent', { componentId }, lead)
  })

  it('was down while no server ran: the incident has its true length afterwards', async () => {
    const { world, lead, add, pass, readComponent } = watched
    const { componentId } = await add({ source: 'own' })
    await look(null)
    const before = Date.now()
    vi.setSystemTime(before + 30 * minute)
    await look(null)

    const { incident } = (await readComponent(componentId)) ?? {}
    expect(Date.parse(incident?.openedAt ?? '')).toBeLessThan(before + 4 * minute)
    await pass(5.1)
    expect(await readComponent(componentId)).toMatchObject({ state: 'up', incident: null })
    await world.call('removeComponent', { componentId }, lead)
  })

  it('is looked at by the server itself, once a minute', async () => {
    const { world, lead, add, readComponent } = watched
    await look(null)
    const { componentId } = await add({ source: 'own' })
    await world.store.pool.query(`select graphile_worker.add_job('lookAtOneself', '{}')`)
    await world.turn()

    expect(await readComponent(componentId)).toMatchObject({ state: 'up' })
    await world.call('removeComponent', { componentId }, lead)
  })
})
