import { constants, createReadStream } from 'node:fs'
import { link, mkdir, open, rm, statfs, type FileHandle } from 'node:fs/promises'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { systemErrorCode } from '../embedded/startFailure.ts'
import { entriesOf, ifThere, statOf, syncPath } from './folders.ts'
import { DiskFull, type ContentVariant, type FileStore, type StoredThing } from './fileStore.ts'

type FolderDeps = {
  folder: string
  /** So much of the disk is left to the database and to everybody else. */
  reserveBytes: number
  /** Free bytes of the disk that the folder is on. */
  freeBytes?: (folder: string) => Promise<number>
}

/** How often, while bytes come, it is asked what the disk has left. */
const askedEvery = 16 * 1024 * 1024

/** So much of one upload at most waits for the disk where several come side by side: the database's own writing would wait for all of it. */
const unsyncedAtMost = 1024 * 1024

/**
 * Files in a folder: `uploads/<id>` and `contents/<xx>/<id>`, thumbnails beside their contents. A content is a second name of its
 * upload, given after the bytes are on the disk, so that a server which is killed leaves either both or one of them whole.
 */
export function makeFileFolder({ folder, reserveBytes, freeBytes = freeBytesOf }: FolderDeps): FileStore {
  const uploads = join(folder, 'uploads')
  const uploadPath = (id: string) => join(uploads, safe(id))
  const contentPath = (id: string, variant: ContentVariant) =>
    join(folder, 'contents', safe(id).slice(0, 2), variant === 'original' ? id : `${id}.webp`)

  let coming = 0

  async function refuseFull(): Promise<void> {
    if ((await freeBytes(folder)) < reserveBytes) throw new DiskFull()
  }

  return {
    uploadedBytes: async (id) => (await statOf(uploadPath(id)))?.size ?? 0,
    async append(id, offset, source) {
      const file = await onDisk(() => openUpload(uploads, uploadPath(id)))
      coming += 1
      try {
        await refuseFull()
        const mostUnsynced = () => (coming > 1 ? unsyncedAtMost : Infinity)
        return await onDisk(() => writeAll(file, offset, source, { refuseFull, mostUnsynced }))
      } finally {
        coming -= 1
        await file.close()
      }
    },
    withUpload: (id, use) => use(uploadPath(id)),
    async keep(id, contentId) {
      const path = contentPath(contentId, 'original')
      await onDisk(async () => {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 })
        await syncPath(uploadPath(id))
        await link(uploadPath(id), path)
        await syncPath(dirname(path))
      })
    },
    async thumbnailPath(contentId) {
      const path = contentPath(contentId, 'thumbnail')
      await onDisk(() => mkdir(dirname(path), { recursive: true, mode: 0o700 }))
      return path
    },
    dropUpload: (id) => rm(uploadPath(id), { force: true }),
    async read(contentId, variant, range) {
      const stream = createReadStream(contentPath(contentId, variant), range && { start: range.from, end: range.to })
      return ifThere(async () => {
        await once(stream, 'open')
        return stream
      })
    },
    sizeOf: async (contentId, variant) => (await statOf(contentPath(contentId, variant)))?.size ?? null,
    async removeContent(contentId) {
      await rm(contentPath(contentId, 'thumbnail'), { force: true })
      await rm(contentPath(contentId, 'original'), { force: true })
    },
    async *list() {
      yield* listFolder(uploads, 'upload')
      for await (const { name } of entriesOf(join(folder, 'contents'))) {
        yield* listFolder(join(folder, 'contents', name), 'content')
      }
    },
  }
}

type Watched = { refuseFull: () => Promise<void>; mostUnsynced: () => number }

/** Where it is that long: one that somebody else has written to meanwhile is left as it is. */
async function writeAll(
  file: FileHandle,
  offset: number,
  source: AsyncIterable<readonly Uint8Array[]>,
  { refuseFull, mostUnsynced }: Watched,
): Promise<number> {
  const { size } = await file.stat()
  if (size !== offset) throw new Error(`an upload is ${size} bytes long, and was to go on at ${offset}`)
  let position = offset
  let asked = offset
  let synced = offset
  for await (const pieces of source) {
    if (position - synced >= mostUnsynced()) {
      await file.datasync()
      synced = position
    }
    if (position - asked >= askedEvery) {
      await refuseFull()
      asked = position
    }
    position += await writePieces(file, pieces, position)
  }
  return position
}

/** All of them; a disk may take less than it was given. */
async function writePieces(file: FileHandle, pieces: readonly Uint8Array[], position: number): Promise<number> {
  let written = 0
  for (let left = pieces; left.length > 0; left = without(pieces, written)) {
    const { bytesWritten } = await file.writev([...left], position + written)
    written += bytesWritten
  }
  return written
}

function without(pieces: readonly Uint8Array[], bytes: number): Uint8Array[] {
  let left = bytes
  return pieces.flatMap((piece) => {
    const rest = piece.subarray(Math.min(left, piece.length))
    left -= piece.length - rest.length
    return rest.length === 0 ? [] : [rest]
  })
}

/** Neither emptied nor written at its end only: where it is written is said with each piece. */
async function openUpload(folder: string, path: string): Promise<FileHandle> {
  const opened = () => open(path, constants.O_WRONLY | constants.O_CREAT, 0o600)
  try {
    return await opened()
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return opened()
  }
}

async function onDisk<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act()
  } catch (error) {
    const code = systemErrorCode(error)
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new DiskFull(undefined, { cause: error })
    throw error
  }
}

async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

async function* listFolder(folder: string, what: StoredThing['what']): AsyncIterable<StoredThing> {
  for await (const { name } of entriesOf(folder)) {
    const id = name.replace(/\.webp$/, '')
    // When its names were changed counts, too: a content is as old as its upload otherwise.
    const found = isId(id) ? await statOf(join(folder, name)) : null
    if (found !== null) yield { what, id, changedAt: found.ctime }
  }
}

/** An id is the server's own; whatever else came here would be a path. */
function safe(id: string): string {
  if (!isId(id)) throw new Error('not an id of a file')
  return id
}

function isId(name: string): boolean {
  return /^[\da-f-]{36}$/.test(name)
}
