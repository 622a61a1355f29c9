import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeKeys } from '#server/changeKeys.ts'
import { readConfig } from '#server/config.ts'
import { makeSecrets, withKeptPepper } from '#server/platform/secrets.ts'
import { startServer, type Server } from '#server/server.ts'
import { makeMemoryLog } from '#test/support/memoryLog.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { environment, newId, post } from '#test/support/world.ts'
import { startScene, type Scene } from '../scene.ts'
import { accessActs, inDays, sshContent } from './accessScene.ts'

const first = randomBytes(32).toString('hex')
const second = randomBytes(32).toString('hex')

let scene: Scene
let acts: ReturnType<typeof accessActs>
beforeAll(async () => {
  scene = await startScene(paceByHand(), null, { OPORA_MASTER_KEY: first })
  acts = accessActs(scene)
}, 60_000)
afterAll(() => scene.world.stop())

/** Servers of the same database with other keys: `changing` knows both. */
async function startWith(keys: Record<string, string>): Promise<Server> {
  const { databaseUrl, dataDir, sandbox } = scene.world
  const config = readConfig({ ...environment(databaseUrl, dataDir, sandbox), ...keys })
  return startServer(config, { log: makeMemoryLog().log, ...paceByHand() })
}

const urlOf = ({ port }: Server) => `http://127.0.0.1:${port}`

describe('T9 the master key is changed while servers work', () => {
  it('every box opens before, meanwhile and after; what else was sealed, too; and the old key opens nothing', async () => {
    const { world, agent, admin } = scene
    const boxes: { ticketId: string; accessId: string }[] = []
    for (let place = 0; place < 12; place += 1) {
      const { ticketId } = await scene.ticket()
      boxes.push({ ticketId, accessId: await acts.given(ticketId) })
    }
    const changing = await startWith({ OPORA_MASTER_KEY: second, OPORA_MASTER_KEY_OLD: first })
    const url = urlOf(changing)
    const look = (box: object, at = url) => post(at, 'lookIntoBox', box, agent)
    const isOpen = async (box: object, at = url) => {
      const answer = await look(box, at)
      return answer.ok && JSON.stringify(answer.body).includes(sshContent.password)
    }

    const over = new AbortController()
    const seen: boolean[] = []
    const looking = (async () => {
      for (let place = 0; !over.signal.aborted; place += 1) seen.push(await isOpen(boxes[place % boxes.length] ?? {}))
    })()
    const giving = (async () => {
      for (let place = 0; place < 6; place += 1) {
        const { ticketId } = boxes[place] ?? { ticketId: '' }
        const box = { ticketId, accessId: newId() }
        const given = { kind: 'ftp', purpose: 'x', until: inDays(1), content: { password: sshContent.password } }
        expect(await post(url, 'offerBox', { ...box, ...given }, admin)).toMatchObject({ ok: true })
        boxes.push(box)
      }
    })()
    const wiped = boxes.pop()
    const wiping = post(url, 'endBox', wiped, admin)
    const secrets = makeSecrets(second, first)
    const changed = await changeKeys({ databaseUrl: world.databaseUrl, secrets, keysDir: world.keysDir })
    expect(await wiping).toMatchObject({ ok: true })
    await giving
    const again = await changeKeys({ databaseUrl: world.databaseUrl, secrets, keysDir: world.keysDir })
    over.abort()
    await looking
    await changing.stop()

    expect(changed.boxes).toBeGreaterThanOrEqual(11)
    expect(changed.others).toBeGreaterThan(0)
    expect(again).toEqual({ boxes: 0, others: 0 })
    expect(seen.length).toBeGreaterThan(5)
    expect(seen.every(Boolean)).toBe(true)

    const after = await startWith({ OPORA_MASTER_KEY: second })
    for (const box of boxes) expect(await isOpen(box, urlOf(after))).toBe(true)
    expect(await look(wiped ?? {}, urlOf(after))).toMatchObject({ code: 'access_over' })
    // An act of an admin is asked of the portal with the token that was sealed anew.
    await after.stop()
    await expect(startWith({ OPORA_MASTER_KEY: first })).rejects.toThrow('The master key is not the one')
  }, 120_000)

  it('codes that were issued before are still good: what is compared was made with what stays', async () => {
    const { rows } = await sql<{ pepper: string }>`select sealed_pepper as pepper from master_key_check`.execute(
      scene.world.store.db,
    )
    const now = withKeptPepper(makeSecrets(second), rows[0]?.pepper ?? null)
    expect(now.pepper).toEqual(makeSecrets(first).pepper)
  })
})
