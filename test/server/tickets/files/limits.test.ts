import { mkdir, rm } from 'node:fs/promises'
import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#server/platform/actor.ts'
import { makeExaminer } from '#server/platform/files/examiner.ts'
import { makeFileFolder } from '#server/platform/files/fileFolder.ts'
import { DiskFull, type FileStore } from '#server/platform/files/fileStore.ts'
import { scanFile, ScanFailed } from '#server/platform/files/clamd.ts'
import { makeUploads } from '#server/tickets/files/upload.adapter.ts'
import { finishUpload } from '#server/tickets/files/finishUpload.commands.ts'
import type { FileSizes, FileTools } from '#server/tickets/files/files.port.ts'
import { ticketPlaces } from '#server/tickets/ticketPlaces.adapter.ts'
import { eicar, hasClamd, startClamd } from '#test/support/clamd.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../scene.ts'

let scene: Scene
const examiner = makeExaminer()
beforeAll(async () => {
  scene = await startScene()
})
afterAll(async () => {
  examiner.stop()
  await scene.world.stop()
})

const megabyte = 1024 * 1024
const wide: FileSizes = {
  fileBytes: megabyte,
  ticketBytes: 10 * megabyte,
  portalBytes: 100 * megabyte,
  deskBytes: 100 * megabyte,
}

/** The uploads of this world, with other limits, another disk or a scanner. */
function uploadsWith(changes: { sizes?: Partial<FileSizes>; store?: FileStore; scan?: FileTools['scan'] }) {
  const { db } = scene.world.store
  const { transaction } = scene.world
  const store = changes.store ?? makeFileFolder({ folder: join(scene.world.dataDir, 'files'), reserveBytes: 0 })
  const tools: FileTools = { store, examiner, scan: changes.scan ?? null, sizes: { ...wide, ...changes.sizes } }
  const findAnswering = () => Promise.reject(new Error('each of them is for a ticket'))
  const uploads = makeUploads({ db, transaction, tools, places: ticketPlaces, findAnswering })
  return {
    uploads,
    begin: async (actor: Actor, ticketId: string, bytes: number): Promise<string> => {
      const uploadId = newId()
      await uploads.create(actor, { uploadId, bytes, metadata: { name: 'a.txt', ticketId } }, new Date())
      return uploadId
    },
    finish: (actor: Actor, fileId: string) =>
      finishUpload({ db, transaction, tools }, { actor, fileId, at: new Date() }),
  }
}

async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array[]> {
  for (const text of texts) yield [Buffer.from(text)]
}

const usedBy = async (token: string) => {
  const { portal, desk } = await scene.world.call('readFileLimits', {}, token)
  return (portal ?? desk)?.usedBytes ?? 0
}

describe('what does not fit', () => {
  it.each(['portal', 'desk'] as const)('of a %s is refused, however many come at once', async (of) => {
    const { ticketId } = await scene.ticket()
    const actor = await scene.actorOf(of === 'portal' ? scene.admin : scene.agent)
    const token = of === 'portal' ? scene.admin : scene.agent
    const before = await usedBy(token)
    const size = { [`${of}Bytes`]: before + 3500 }
    const { begin } = uploadsWith({ sizes: size })
    const answers = await Promise.allSettled(Array.from({ length: 7 }, () => begin(actor, ticketId, 1000)))
    const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []))
    expect(refused).toHaveLength(4)
    for (const reason of refused) expect(reason).toMatchObject({ code: `${of}_files_full` })
    expect(await usedBy(token)).toBe(before + 3000)
    for (const answer of answers) {
      if (answer.status === 'fulfilled') await uploadsWith({}).uploads.drop(actor, answer.value, new Date())
    }
    expect(await usedBy(token)).toBe(before)
  })

  it('of a ticket is refused where it is sent, however many messages come at once', async () => {
    const { world, admin } = scene
    const { ticketId } = await scene.ticket()
    const actor = await scene.actorOf(admin)
    const { begin, uploads, finish } = uploadsWith({})
    const ids: string[] = []
    for (let i = 0; i < 4; i += 1) {
      const id = await begin(actor, ticketId, 5)
      await uploads.append(id, 0, pieces('12345'))
      await finish(actor, id)
      ids.push(id)
    }
    // The world's own limit is 200 MB; its rows are told that each of these has 60.
    await world.store.db
      .updateTable('ticket_files')
      .set({ bytes: 60 * megabyte })
      .where('file_id', 'in', ids)
      .execute()
    const sent = await Promise.all(ids.map((id) => scene.send(ticketId, admin, { files: [id] })))
    expect(sent.filter(({ ok }) => ok)).toHaveLength(3)
    expect(sent.find(({ ok }) => !ok)).toMatchObject({ code: 'ticket_files_full' })
    await world.store.db.updateTable('ticket_files').set({ bytes: 5 }).where('file_id', 'in', ids).execute()
  })

  it('is refused with each reason of its own, and nothing is promised to it', async () => {
    const { ticketId } = await scene.ticket()
    const actor = await scene.actorOf(scene.admin)
    const before = await usedBy(scene.admin)
    const { begin } = uploadsWith({ sizes: { ticketBytes: 1000 } })
    await expect(begin(actor, ticketId, megabyte + 1)).rejects.toMatchObject({ code: 'file_too_large' })
    await expect(begin(actor, ticketId, 1001)).rejects.toMatchObject({ code: 'ticket_files_full' })
    await expect(begin(actor, ticketId, 0)).rejects.toMatchObject({ code: 'file_empty' })
    expect(await usedBy(scene.admin)).toBe(before)
  })

  it('one person keeps forty files waiting, not more', async () => {
    const { ticketId } = await scene.ticket()
    const actor = await scene.actorOf(scene.integrator)
    const { begin, uploads } = uploadsWith({})
    const answers = await Promise.allSettled(Array.from({ length: 44 }, () => begin(actor, ticketId, 1)))
    const begun = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
    expect(begun).toHaveLength(40)
    await expect(begin(actor, ticketId, 1)).rejects.toMatchObject({ code: 'too_many_uploads' })
    for (const id of begun) await uploads.drop(actor, id, new Date())
  })
})

describe('a disk that is full', () => {
  it('refuses before the first byte, or where it comes to its end, and goes on when there is room', async () => {
    const { ticketId } = await scene.ticket()
    const actor = await scene.actorOf(scene.admin)
    let free = 0
    const folder = join(scene.world.dataDir, 'files')
    const store = makeFileFolder({ folder, reserveBytes: 100, freeBytes: () => Promise.resolve(free) })
    const { begin, uploads, finish } = uploadsWith({ store })
    const id = await begin(actor, ticketId, 6)
    await expect(uploads.append(id, 0, pieces('abc'))).rejects.toMatchObject({ code: 'disk_full' })
    expect(await uploads.find(actor, id, new Date())).toMatchObject({ offset: 0 })
    free = 1000
    expect(await uploads.append(id, 0, pieces('abc', 'def'))).toBe(6)
    const full: FileStore = { ...store, keep: () => Promise.reject(new DiskFull()) }
    await expect(uploadsWith({ store: full }).finish(actor, id)).rejects.toMatchObject({ code: 'disk_full' })
    expect(await scene.send(ticketId, scene.admin, { files: [id] })).toMatchObject({ code: 'file_unfinished' })
    expect(await finish(actor, id)).toMatchObject({ bytes: 6 })
  })

  // Only root may mount one.
  it.each(process.getuid?.() === 0 ? ['1m'] : [])('a real one of %s', async (size) => {
    const folder = join(tmpdir(), `opora-small-${newId()}`)
    await mkdir(folder)
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder])
    try {
      const { ticketId } = await scene.ticket()
      const actor = await scene.actorOf(scene.admin)
      const store = makeFileFolder({ folder, reserveBytes: 0 })
      const { begin, uploads } = uploadsWith({ store, sizes: { fileBytes: 3 * megabyte } })
      const id = await begin(actor, ticketId, 2 * megabyte)
      const much = pieces(...Array.from({ length: 32 }, () => 'x'.repeat(65_536)))
      await expect(uploads.append(id, 0, much)).rejects.toMatchObject({ code: 'disk_full' })
      await uploads.drop(actor, id, new Date())
      const next = await begin(actor, ticketId, 3)
      expect(await uploads.append(next, 0, pieces('abc'))).toBe(3)
    } finally {
      execFileSync('umount', [folder])
      await rm(folder, { recursive: true })
    }
  })
})

describe('a virus scanner', () => {
  const sent = async (scan: FileTools['scan'], text = 'EICAR') => {
    const { ticketId } = await scene.ticket()
    const actor = await scene.actorOf(scene.admin)
    const { begin, uploads, finish } = uploadsWith({ scan })
    const id = await begin(actor, ticketId, text.length)
    await uploads.append(id, 0, pieces(text))
    return { id, finish: () => finish(actor, id) }
  }

  it('that finds something refuses for good', async () => {
    const { finish } = await sent(() => Promise.resolve('infected'))
    await expect(finish()).rejects.toMatchObject({ code: 'file_infected' })
    await expect(finish()).rejects.toMatchObject({ code: 'file_infected' })
  })

  it('that does not answer lets nothing through, until it does', async () => {
    let answers = false
    const { id, finish } = await sent(() =>
      answers ? Promise.resolve('clean') : Promise.reject(new ScanFailed('gone')),
    )
    await expect(finish()).rejects.toMatchObject({ code: 'scan_unavailable' })
    expect(await scene.send((await scene.ticket()).ticketId, scene.admin, { files: [id] })).toMatchObject({ ok: false })
    answers = true
    expect(await finish()).toMatchObject({ fileId: id })
  })
  it.each(hasClamd ? ['clamd'] : [])('as it is used, %s, finds what it knows, and may be away meanwhile', async () => {
    const clamd = await startClamd()
    const scan = (path: string) => scanFile({ path: clamd.path }, path)
    try {
      await expect((await sent(scan, eicar)).finish()).rejects.toMatchObject({ code: 'file_infected' })
      const clean = await sent(scan, 'a letter')
      expect(await clean.finish()).toMatchObject({ fileId: clean.id })
    } finally {
      await clamd.stop()
    }
    const waiting = await sent(scan, 'another letter')
    await expect(waiting.finish()).rejects.toMatchObject({ code: 'scan_unavailable' })
    const again = await startClamd()
    try {
      const later = uploadsWith({ scan: (path) => scanFile({ path: again.path }, path) })
      const actor = await scene.actorOf(scene.admin)
      expect(await later.finish(actor, waiting.id)).toMatchObject({ fileId: waiting.id })
    } finally {
      await again.stop()
    }
  })
})
