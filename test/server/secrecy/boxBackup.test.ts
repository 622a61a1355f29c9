import { cpSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, it, onTestFinished } from 'vitest'
import { makeBackup, restoreBackup } from '#server/platform/embedded/backupFolder.ts'
import { placesIn, type Places } from '#server/platform/embedded/places.ts'
import { ensurePostgres } from '#server/platform/embedded/postgres.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { startWorld, type World } from '#test/support/world.ts'
import { copiesOfDatabase, dataFolder, freshFolder } from '../platform/embedded/folders.ts'
import { startScene, type Scene } from '../tickets/scene.ts'
import { accessActs } from '../tickets/access/accessScene.ts'
import { filesIn } from './filesIn.ts'
import { findSecrets } from './findSecrets.ts'

const copyOfDatabase = copiesOfDatabase()
const spoken = 'зызызызызызыз'
const content = {
  address: 'вжвжвжвжвжвж.example',
  port: 'кщкщкщкщкщкщ',
  login: 'бдбдбдбдбдбд',
  password: 'гфгфгфгфгфгф',
  key: 'нхнхнхнхнхнх',
  note: 'лплплплплплп',
}

describe('T9 what lies in a box is in no backup and in no log', { timeout: 240_000 }, () => {
  it('neither while it is given nor after it was wiped, and then a restored backup does not open it', async () => {
    const { scene, places } = await startOnItsOwn()
    const acts = accessActs(scene)
    const { ticketId } = await scene.ticket()
    await scene.send(ticketId, scene.admin, { text: spoken })
    const accessId = await acts.given(ticketId, { content })
    expect(await acts.look(ticketId, accessId)).toMatchObject({ ok: true })
    const keysThen = join(freshFolder(), 'keys')
    cpSync(scene.world.keysDir, keysThen, { recursive: true })

    const whileGiven = join(freshFolder(), 'backup')
    await makeBackup(places, whileGiven, 'with key')
    await scene.world.call('endBox', { ticketId, accessId }, scene.admin)
    await scene.world.turn()
    const afterwards = join(freshFolder(), 'backup')
    await makeBackup(places, afterwards, 'with key')

    const words = [...Object.values(content), spoken]
    for (const folder of [whileGiven, afterwards]) {
      const files = await filesIn(folder)
      const found = await findSecrets(files, words)
      expect(files.length).toBeGreaterThan(500)
      // The control: what was said in the ticket is there.
      expect(found.length).toBeGreaterThan(0)
      expect(found.filter((one) => !one.includes(`: ${spoken.slice(0, 4)}…`))).toEqual([])
    }
    await expect(sql`select ${spoken}::integer`.execute(scene.world.store.db)).rejects.toThrow('invalid input')
    const ofDatabase = { where: 'its log', bytes: await readFile(join(places.dataDir, 'pg.log')) }
    const ofServer = { where: 'the log', bytes: Buffer.from(scene.world.logText()) }
    // The controls: what the one was asked wrongly, and what the other says by itself.
    expect(await findSecrets([ofDatabase, ofServer], [...words, 'Opora is ready'])).toEqual([
      `its log: ${spoken.slice(0, 4)}… as it is`,
      'the log: Opor… as it is',
    ])

    const keysNow = join(freshFolder(), 'keys')
    cpSync(scene.world.keysDir, keysNow, { recursive: true })
    const look = async (keysDir: string) => {
      const world = await restored(whileGiven, keysDir)
      const { boxes = [] } = await world.call('readTicket', { ticketId }, scene.admin)
      expect(boxes).toMatchObject([{ accessId, state: 'given' }])
      return world.ask('lookIntoBox', { ticketId, accessId }, scene.agent)
    }
    expect(await look(keysNow)).toMatchObject({ ok: false, code: 'access_over' })
    // The control: it is the key that is gone, and nothing else.
    expect(await look(keysThen)).toMatchObject({ ok: true })
  })
})

/** A scene on a database server of its own, with its data where an operator would have it. */
async function startOnItsOwn(): Promise<{ scene: Scene; places: Places }> {
  const places = placesIn(await copyOfDatabase())
  const postgres = await ensurePostgres({ dataDir: places.dataDir, fsync: false })
  onTestFinished(() => postgres.stop())
  const further = { OPORA_DATA_DIR: places.dataDir, OPORA_LOG_LEVEL: 'debug' }
  const database = { url: postgres.url, drop: async () => {} }
  const scene = await startScene(paceByHand(), null, further, async () => database)
  onTestFinished(() => scene.world.stop())
  return { scene, places }
}

/** A server on what this backup brings back, and with the keys of this folder. */
async function restored(backup: string, keysDir: string): Promise<World> {
  const places = placesIn(dataFolder())
  await restoreBackup(places, backup, 'refuse')
  const postgres = await ensurePostgres({ dataDir: places.dataDir, fsync: false })
  onTestFinished(() => postgres.stop())
  const further = { OPORA_DATA_DIR: places.dataDir, OPORA_KEYS_DIR: keysDir }
  const world = await startWorld(
    async () => ({ url: postgres.url, drop: async () => {} }),
    paceByHand(),
    undefined,
    further,
  )
  onTestFinished(() => world.stop())
  return world
}
