import { copyFile, cp, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { paceByHand, type HandPace } from '#test/support/paceByHand.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../scene.ts'
import { accessActs, inDays } from './accessScene.ts'

let scene: Scene
let acts: ReturnType<typeof accessActs>
let byHand: HandPace
beforeAll(async () => {
  byHand = paceByHand()
  scene = await startScene(byHand)
  acts = accessActs(scene)
}, 60_000)
afterAll(() => scene.world.stop())

const hours = 3_600_000
const days = 24 * hours
const run = (statement: string) => sql.raw(statement).execute(scene.world.store.db)

/** Everything that follows, at a later hour. */
async function turnAfter(milliseconds: number): Promise<void> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + milliseconds })
  try {
    await byHand.turn()
  } finally {
    vi.useRealTimers()
  }
}

async function rowOf(accessId: string) {
  const { rows } = await sql<{ key_id: string; content: Buffer }>`
    select key_id, content from access_boxes where access_id = ${accessId}`.execute(scene.world.store.db)
  const [row] = rows
  if (row === undefined) throw new Error('there is no such row')
  return row
}

async function remindersOf(accessId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from journal
     where type = 'access.reminded' and payload ->> 'accessId' = ${accessId}`.execute(scene.world.store.db)
  return rows[0]?.count ?? 0
}

describe('T9 wiping', () => {
  it('takes the key away: a row from before, put back as a backup would, opens nothing', async () => {
    const { ticketId } = await scene.ticket()
    const accessId = await acts.given(ticketId)
    const { key_id: keyId, content } = await rowOf(accessId)
    await scene.world.call('endBox', { ticketId, accessId }, scene.admin)
    await scene.world.turn()
    expect(await acts.keyFiles()).not.toContain(`${keyId}.key`)

    const back = sql`update access_boxes set state = 'given', key_id = ${keyId}, content = ${content}, ended_at = null, end_cause = null
                      where access_id = ${accessId}`
    await back.execute(scene.world.store.db)
    expect(await acts.look(ticketId, accessId)).toMatchObject({ code: 'access_over' })
  })

  it('control: with the key put back as well it would open', async () => {
    const { ticketId } = await scene.ticket()
    const accessId = await acts.given(ticketId)
    const { key_id: keyId, content } = await rowOf(accessId)
    const path = join(scene.world.keysDir, `${keyId}.key`)
    const copy = join(await mkdtemp(join(tmpdir(), 'opora-copy-')), 'copy.key')
    await copyFile(path, copy)
    await scene.world.call('endBox', { ticketId, accessId }, scene.admin)
    await scene.world.turn()
    await sql`update access_boxes set state = 'given', key_id = ${keyId}, content = ${content}, ended_at = null, end_cause = null
               where access_id = ${accessId}`.execute(scene.world.store.db)
    await cp(copy, path)
    expect(await acts.look(ticketId, accessId)).toMatchObject({ ok: true })
    await rm(join(copy, '..'), { recursive: true })
  })

  it('comes by itself when the time is over, of what was asked, too', async () => {
    const { ticketId } = await scene.ticket()
    const accessId = await acts.given(ticketId, { until: inDays(2) })
    const asked = await acts.asked(ticketId)
    const { key_id: keyId } = await rowOf(accessId)
    await turnAfter(1.5 * days)
    expect((await acts.box(ticketId, accessId)).state).toBe('given')
    expect(await acts.box(ticketId, asked)).toMatchObject({ state: 'ended', ending: { cause: 'expired' } })
    await turnAfter(2 * days + 1000)
    expect(await acts.box(ticketId, accessId)).toMatchObject({ state: 'wiped', ending: { cause: 'expired' } })
    expect(await acts.keyFiles()).not.toContain(`${keyId}.key`)
  })

  it('is followed by a reminder a week, until the client confirms', async () => {
    const { ticketId } = await scene.ticket()
    const accessId = await acts.given(ticketId)
    await scene.world.call('endBox', { ticketId, accessId }, scene.admin)
    const reminded = () => remindersOf(accessId)
    await turnAfter(6 * days)
    expect(await reminded()).toBe(0)
    await turnAfter(7 * days + hours)
    expect(await reminded()).toBe(1)
    await turnAfter(13 * days)
    expect(await reminded()).toBe(1)
    await turnAfter(14 * days + 2 * hours)
    expect(await reminded()).toBe(2)
    await scene.world.call('confirmBoxChanged', { ticketId, accessId }, scene.integrator)
    await turnAfter(40 * days)
    expect(await reminded()).toBe(2)
  })
})

describe('T9 a server that is killed', () => {
  it('between the key and its row leaves a key that opens nothing, and it is swept', async () => {
    const { ticketId } = await scene.ticket()
    const accessId = await acts.given(ticketId)
    const { key_id: keyId } = await rowOf(accessId)
    const [orphan, fresh] = [newId(), newId()]
    for (const name of [`${orphan}.key`, `${fresh}.key`, `${orphan}.key.0a.part`]) {
      await writeFile(join(scene.world.keysDir, name), 'x')
    }
    const old = new Date(Date.now() - 2 * hours)
    for (const name of [`${orphan}.key`, `${orphan}.key.0a.part`, `${keyId}.key`]) {
      await utimes(join(scene.world.keysDir, name), old, old)
    }
    await run(`select graphile_worker.add_job('sweepBoxKeys', '{}')`)
    await byHand.turn()
    const left = await acts.keyFiles()
    expect(left).toEqual(expect.arrayContaining([`${keyId}.key`, `${fresh}.key`]))
    expect(left.filter((name) => name.startsWith(orphan))).toEqual([])
    expect(await readFile(join(scene.world.keysDir, `${keyId}.key`), 'utf8')).toMatch(/^[0-9a-f]{8}\./)
  })

  it('where the folder cannot be written, nothing is taken and the server says why', async () => {
    const other = await startScene(null, null, { OPORA_KEYS_DIR: '/proc/opora-keys' })
    try {
      const { ticketId } = await other.ticket()
      const given = { kind: 'ftp', purpose: 'x', until: inDays(1), content: { password: 'y' } }
      const input = { ticketId, accessId: newId(), ...given }
      expect(await other.world.ask('offerBox', input, other.admin)).toMatchObject({ code: 'access_keys_unavailable' })
      expect((await other.world.call('readTicket', { ticketId }, other.admin)).boxes).toBeUndefined()
    } finally {
      await other.world.stop()
    }
  })
})
