import { uploadHours } from '#contract/tickets/files.types.ts'
import type { MessageFile } from '#contract/tickets/files.types.ts'
import type { ApiError } from '#app/lib/apiError.ts'
import type { Shelf } from '#app/lib/storage.ts'

/** Why the page itself does not send a file. */
export type FileProblem = 'empty' | 'tooBig' | 'noRoom' | 'unreadable'

/**
 * `chosen`: the page looks whether it may come; `bmp`: waits for a word of its writer; `waiting`: for its turn; `cut`: for the connection; `checked`: the server looks at it; `lost`: the page was
 * loaded anew, and a page must be given a file by a person.
 */
export type UploadState =
  | 'chosen'
  | 'bmp'
  | 'waiting'
  | 'sending'
  | 'paused'
  | 'cut'
  | 'checked'
  | 'done'
  | 'refused'
  | 'lost'

/** A file between being chosen and standing in a message. */
export interface Upload {
  readonly key: string
  /** The ticket that it is meant for. */
  readonly ticketId: string
  /** That one is only being written. */
  readonly isOfNew: boolean
  /** The message that it waits with; null: it belongs to what is being written. */
  readonly messageId: string | null
  readonly name: string
  readonly bytes: number
  readonly type: string
  readonly state: UploadState
  readonly sent: number
  /** Where it goes on. */
  readonly url: string | null
  /** As the server has read it. */
  readonly file: MessageFile | null
  readonly problem: FileProblem | null
  readonly reason: ApiError | null
  readonly startedAt: number
}

/** How many go at once: one more gains nothing on a slow line. */
const mostAtOnce = 3
const keyPrefix = 'upload:'
const keptMs = uploadHours * 3_600_000

export const isMoving = ({ state }: Upload): boolean => state === 'sending' || state === 'cut' || state === 'checked'
/** Nothing comes of it without a person. */
export const isStuck = ({ state }: Upload): boolean => state === 'refused' || state === 'lost' || state === 'bmp'

/** The last part of the place that it has. */
export const fileIdOf = (url: string): string => url.slice(url.lastIndexOf('/') + 1)

export function nextToStart(uploads: readonly Upload[]): Upload | null {
  if (uploads.filter(isMoving).length >= mostAtOnce) return null
  return uploads.find(({ state }) => state === 'waiting') ?? null
}

/** 0 to 100, of all bytes. */
export function percentOf(uploads: readonly Upload[]): number {
  const total = uploads.reduce((sum, { bytes }) => sum + bytes, 0)
  const sent = uploads.reduce((sum, upload) => sum + (upload.state === 'done' ? upload.bytes : upload.sent), 0)
  return total === 0 ? 0 : Math.floor((sent / total) * 100)
}

export function keepUpload(shelf: Shelf, upload: Upload): void {
  shelf.write(keyPrefix + upload.key, JSON.stringify(upload))
}

export function forgetUpload(shelf: Shelf, key: string): void {
  shelf.remove(keyPrefix + key)
}

/** What a closed page left behind: what had come as a whole is there, the rest has lost its file. */
export function restoreUploads(shelf: Shelf, now: number): Upload[] {
  const kept = shelf.keys().filter((key) => key.startsWith(keyPrefix))
  return kept
    .flatMap((key) => {
      const upload = uploadIn(shelf.read(key))
      if (upload !== null && now - upload.startedAt < keptMs) return [upload]
      shelf.remove(key)
      return []
    })
    .toSorted((left, right) => left.startedAt - right.startedAt || (left.key < right.key ? -1 : 1))
}

function uploadIn(text: string | null): Upload | null {
  const value: unknown = text === null ? null : JSON.parse(text)
  if (!isUpload(value)) return null
  return value.file === null ? { ...value, state: 'lost', problem: null, reason: null } : value
}

function isUpload(value: unknown): value is Upload {
  return typeof value === 'object' && value !== null && 'key' in value && 'ticketId' in value && 'startedAt' in value
}
