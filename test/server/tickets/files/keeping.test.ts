import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { makeFileFolder } from '#server/platform/files/fileFolder.ts'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import { sweepFiles, sweepStore } from '#server/tickets/files/sweep.commands.ts'
import { startScene, type Scene } from '../scene.ts'
import { attach, idIn, send, uploader } from './fileScene.ts'

const day = 86_400_000
const reserveBytes = 0

let scene: Scene
beforeAll(async () => {
  scene = await startScene()
})
afterAll(() => scene.world.stop())

const folder = () => join(scene.world.dataDir, 'files')

async function sweepAt(milliseconds: number): Promise<void> {
  const transaction: Transaction = (act, at = new Date(Date.now() + milliseconds)) => scene.world.transaction(act, at)
  await sweepFiles({ transaction, tools: { store: makeFileFolder({ folder: folder(), reserveBytes }) } })
}

async function filesOnDisk(): Promise<string[]> {
  if (!existsSync(folder())) return []
  const all = await readdir(folder(), { recursive: true, withFileTypes: true })
  return all.filter((entry) => entry.isFile()).map(({ name }) => name)
}

/** By whom how much is taken, and whether that is what the rows say. */
async function usage() {
  const { rows } = await sql<{ owner: string; bytes: number; counted: number }>`
    select u.owner, u.bytes, (select coalesce(sum(f.bytes), 0)::bigint from ticket_files f
             where f.refused is null and f.removed_at is null
               and (u.owner = 'desk:' || f.desk_id or (f.side = 'client' and u.owner = 'portal:' || f.member_id))) as counted
      from ticket_file_usage u order by 1`.execute(scene.world.store.db)
  return rows
}

beforeEach(async () => {
  for (const { bytes, counted } of await usage()) expect(bytes).toBe(counted)
})

const sendText = async (words: string, ticketId: string, kind: 'public' | 'note' = 'public') => {
  const token = kind === 'note' ? scene.agent : scene.admin
  const file = await attach(scene.world, token, { name: 'a.txt', bytes: Buffer.from(words), ticketId })
  await scene.send(ticketId, token, { kind, files: [file.fileId] })
  return file
}

it('what no message takes is gone after a day, and so are its bytes', async () => {
  const { world, admin } = scene
  await attach(world, admin, { name: 'a.txt', bytes: Buffer.from('waiting') })
  await send(world, admin, { name: 'b.txt', bytes: Buffer.from('not finished') })
  const begun = await uploader(world, admin).begin('c.txt', 100)
  expect(await filesOnDisk()).toHaveLength(2)
  await sweepAt(day - 60_000)
  expect(await filesOnDisk()).toHaveLength(2)
  await sweepAt(day + 60_000)
  expect(await filesOnDisk()).toEqual([])
  expect(await uploader(world, admin).state(idIn(begun.headers))).toMatchObject({ status: 404 })
  for (const { bytes } of await usage()) expect(bytes).toBe(0)
})

it('equal files lie once at a desk, until the last of them is gone', async () => {
  const { world, admin } = scene
  const { ticketId } = await scene.ticket()
  const one = await sendText('the same', ticketId)
  const other = await sendText('the same', ticketId)
  const note = await sendText('the same', ticketId, 'note')
  expect(new Set([one, other, note].map(({ fileId }) => fileId)).size).toBe(3)
  expect(await filesOnDisk()).toHaveLength(1)
  // Both count: nobody learns from the space that is left what others have.
  const { ticket } = await world.call('readFileLimits', { ticketId }, admin)
  expect(ticket.usedBytes).toBe(one.bytes * 2)

  const { events } = await world.call('readEvents', { ticketId }, admin)
  const sent = events.flatMap((event) => (event.type === 'message.sent' && event.message.files ? [event.message] : []))
  for (const { messageId } of sent) await world.call('deleteMessage', { ticketId, messageId }, admin)
  await sweepAt(0)
  expect(await filesOnDisk()).toHaveLength(1)
  expect(
    await world.ask('linkFiles', { files: [{ fileId: note.fileId, variant: 'download' }] }, scene.agent),
  ).toMatchObject({
    ok: true,
  })
})

it('a desk keeps files as long as its owner says: the message still tells their names', async () => {
  const { world, admin, agent, owner } = scene
  const { ticketId } = await scene.ticket()
  const file = await sendText('old', ticketId)
  expect(await world.call('readFileSettings', {}, agent)).toEqual({ keptDays: null })
  await sweepAt(3650 * day)
  const before = (await filesOnDisk()).length
  expect(await world.call('saveFileSettings', { keptDays: 30 }, owner)).toEqual({ keptDays: 30 })
  await sweepAt(29 * day)
  expect(await filesOnDisk()).toHaveLength(before)
  await sweepAt(31 * day)
  expect((await filesOnDisk()).length).toBeLessThan(before)
  const { events } = await world.call('readEvents', { ticketId }, admin)
  const [shown] = events.flatMap((event) => (event.type === 'message.sent' ? (event.message.files ?? []) : []))
  expect(shown).toMatchObject({ fileId: file.fileId, name: 'a.txt', isGone: true, isInline: false })
  const links = { files: [{ fileId: file.fileId, variant: 'download' }] }
  expect(await world.ask('linkFiles', links, admin)).toMatchObject({ ok: false, code: 'file_gone' })
  const { entries } = await world.call('listAudit', { kinds: ['settings'] }, owner)
  expect(entries.map(({ type }) => type)).toContain('files.keptDaysSet')
  await world.call('saveFileSettings', { keptDays: null }, owner)
})

it('an upload that a killed server left of a file that is no longer kept is nobody’s', async () => {
  const { world, owner } = scene
  const { ticketId } = await scene.ticket()
  const file = await sendText('kept for a while', ticketId)
  const store = makeFileFolder({ folder: folder(), reserveBytes })
  await store.append(file.fileId, 0, oneOf(Buffer.from('killed before it was dropped')))
  await world.call('saveFileSettings', { keptDays: 30 }, owner)
  await sweepAt(31 * day)
  await world.call('saveFileSettings', { keptDays: null }, owner)

  await sweepStore({
    transaction: world.transaction,
    tools: { store: { ...store, list: () => aged(store.list(), 4 * 3_600_000) } },
  })

  expect(await store.uploadedBytes(file.fileId)).toBe(0)
})

it('what a killed server has left is found within a day, and nothing that somebody still needs', async () => {
  const { world, admin } = scene
  const { ticketId } = await scene.ticket()
  await sendText('needed', ticketId)
  await send(world, admin, { name: 'b.txt', bytes: Buffer.from('on its way') })
  const store = makeFileFolder({ folder: folder(), reserveBytes })
  const known = await filesOnDisk()
  const [lost, kept] = [crypto.randomUUID(), crypto.randomUUID()]
  await store.append(lost, 0, oneOf(Buffer.from('nobody names this')))
  await store.keep(lost, kept)
  const old = { ...store, list: () => aged(store.list(), 4 * 3_600_000) }
  const deps = (of: typeof store) => ({ transaction: world.transaction, tools: { store: of } })
  await sweepStore(deps(store))
  expect(await filesOnDisk()).toHaveLength(known.length + 2)
  await sweepStore(deps(old))
  expect((await filesOnDisk()).toSorted()).toEqual(known.toSorted())
})

async function* oneOf(bytes: Buffer): AsyncGenerator<Uint8Array[]> {
  yield [bytes]
}

async function* aged(
  things: AsyncIterable<{ what: 'upload' | 'content'; id: string; changedAt: Date }>,
  milliseconds: number,
) {
  for await (const thing of things) yield { ...thing, changedAt: new Date(thing.changedAt.getTime() - milliseconds) }
}

it('an uninstall with CLEAN leaves nothing of the files, on either side', async () => {
  const { world, admin, agent } = scene
  const { ticketId } = await scene.ticket()
  await sendText('from the client', ticketId)
  await sendText('from the desk', ticketId, 'note')
  await attach(world, admin, { name: 'b.txt', bytes: Buffer.from('not sent') })
  await world.sandbox.uninstall('client', { clean: true })
  await expect
    .poll(
      async () => {
        await sweepAt(0)
        return filesOnDisk()
      },
      { timeout: 20_000 },
    )
    .toEqual([])
  const { rows } = await sql<{ count: number }>`select count(*)::bigint as count from ticket_files`.execute(
    world.store.db,
  )
  expect(rows).toEqual([{ count: 0 }])
  expect(await world.ask('readFileLimits', { ticketId }, agent)).toMatchObject({
    ok: true,
    body: { desk: { usedBytes: 0 } },
  })
})
