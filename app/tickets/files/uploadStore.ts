import { defineStore } from 'pinia'
import { markRaw, onScopeDispose, shallowRef } from 'vue'
import { mostFilesOfMessage, uploadPartBytes, uploadPath } from '#contract/tickets/files.types.ts'
import { useCall } from '#app/lib/api.ts'
import { toApiError } from '#app/lib/apiError.ts'
import { newId } from '#app/lib/newId.ts'
import { useRealtime } from '#app/lib/realtime.ts'
import { useUploader } from '#app/lib/resumableUpload.ts'
import type { RunningUpload } from '#app/lib/resumableUpload.ts'
import { useSession } from '#app/lib/session.ts'
import { openShelf } from '#app/lib/storage.ts'
import { isBmp, pngOf } from './bmp.ts'
import { problemOf } from './fileLimits.ts'
import type { Room } from './fileLimits.ts'
import { fileIdOf, forgetUpload, isStuck, keepUpload, nextToStart, restoreUploads } from './uploads.ts'
import type { Upload } from './uploads.ts'

/** Where chosen files go: to the ticket that is shown, or to one that is being written. */
export interface FilePlace {
  ticketId: string
  isOfNew: boolean
}

const checkAgainMs = 1_500

/** Files on their way to the server, whichever ticket is on the page. */
export const useUploadStore = defineStore('uploads', () => {
  const call = useCall()
  const startUpload = useUploader()
  const { me } = useSession()
  const { onReconnected } = useRealtime()
  const shelf = openShelf(`opora:${me.value?.memberId ?? ''}:${me.value?.person.userId ?? 0}:`)
  const uploads = shallowRef<readonly Upload[]>(restoreUploads(shelf, Date.now()))
  const files = markRaw(new Map<string, File>())
  const running = markRaw(new Map<string, RunningUpload>())
  const timers = new Set<ReturnType<typeof setTimeout>>()

  const find = (key: string): Upload | undefined => uploads.value.find((upload) => upload.key === key)
  const ofDraft = (ticketId: string): Upload[] =>
    uploads.value.filter((upload) => upload.ticketId === ticketId && upload.messageId === null)
  const ofMessage = (messageId: string): Upload[] => uploads.value.filter((upload) => upload.messageId === messageId)

  function put(upload: Upload): void {
    const isKnown = find(upload.key) !== undefined
    uploads.value = isKnown
      ? uploads.value.map((known) => (known.key === upload.key ? upload : known))
      : [...uploads.value, upload]
    keepUpload(shelf, upload)
  }

  function change(key: string, changes: Partial<Upload>): void {
    const upload = find(key)
    if (upload !== undefined) put({ ...upload, ...changes })
  }

  /**
   * They lie beside the draft from this instant on, so that whoever sends it at once sends them, too; how much room there is may be known later.
   * What is too many for one message is left out; the answer says how many.
   */
  async function add(place: FilePlace, chosen: readonly File[], room: Room | Promise<Room>): Promise<number> {
    const there = ofDraft(place.ticketId).filter(({ state }) => state !== 'lost').length
    const taken = chosen.slice(0, Math.max(mostFilesOfMessage - there, 0))
    const keys = taken.map((file) => layDown(place, file))
    const known = await room
    for (const key of keys) await lookAt(key, known)
    return chosen.length - taken.length
  }

  /** One that a closed page has lost goes on where it was. */
  function layDown({ ticketId, isOfNew }: FilePlace, file: File): string {
    const lost = ofDraft(ticketId).find(
      ({ state, name, bytes }) => state === 'lost' && name === file.name && bytes === file.size,
    )
    const key = lost?.key ?? newId()
    files.set(key, file)
    put({
      key,
      ticketId,
      isOfNew,
      messageId: null,
      name: file.name,
      bytes: file.size,
      type: file.type,
      state: 'chosen',
      sent: 0,
      url: lost?.url ?? null,
      file: null,
      problem: null,
      reason: null,
      startedAt: Date.now(),
    })
    return key
  }

  async function lookAt(key: string, room: Room): Promise<void> {
    const file = files.get(key)
    const upload = find(key)
    if (file === undefined || upload === undefined) return
    const beside = upload.messageId === null ? ofDraft(upload.ticketId) : ofMessage(upload.messageId)
    const others = beside.filter(({ state }) => state !== 'chosen' && state !== 'refused')
    const problem = await problemOf(file, others, room)
    const isOfBmp = problem === null && (await isBmp(file))
    // Whoever chose it may have taken it away meanwhile.
    if (find(key)?.state !== 'chosen') return
    if (problem !== null) change(key, { state: 'refused', problem })
    else change(key, { state: isOfBmp ? 'bmp' : 'waiting' })
    startNext()
  }

  /** A picture that nobody takes as it is becomes one that everybody does. */
  async function convert(key: string): Promise<void> {
    const file = files.get(key)
    if (file === undefined) return
    const png = await pngOf(file)
    if (find(key)?.state !== 'bmp') return
    if (png === null) {
      change(key, { state: 'refused', problem: 'unreadable' })
      return
    }
    files.set(key, png)
    change(key, { state: 'waiting', name: png.name, bytes: png.size, type: png.type })
    startNext()
  }

  function startNext(): void {
    for (let next = nextToStart(uploads.value); next !== null; next = nextToStart(uploads.value)) start(next)
  }

  function start({ key, ticketId, isOfNew, name, url }: Upload): void {
    const file = files.get(key)
    change(key, { state: file === undefined ? 'lost' : 'sending' })
    if (file === undefined) return
    const metadata = { name, ...(!isOfNew && { ticketId }) }
    const task = { file, path: uploadPath, metadata, url, partBytes: uploadPartBytes }
    running.set(
      key,
      startUpload(task, {
        placed: (place) => change(key, { url: place }),
        sent: (sent) => change(key, { state: 'sending', sent }),
        cut: () => change(key, { state: 'cut' }),
        done: (place) => void finish(key, place),
        refused: (reason) => settle(key, { state: 'refused', reason }),
      }),
    )
  }

  /** It has come as a whole: the server says what it is. */
  async function finish(key: string, url: string): Promise<void> {
    change(key, { state: 'checked', url, sent: find(key)?.bytes ?? 0 })
    try {
      const file = await call('finishUpload', { fileId: fileIdOf(url) })
      settle(key, { state: 'done', file })
    } catch (error) {
      const reason = toApiError(error)
      if (reason.code === 'unreachable' || reason.code === 'too_many_requests') later(() => void finish(key, url))
      else settle(key, { state: 'refused', reason })
    }
  }

  function later(act: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer)
      act()
    }, checkAgainMs)
    timers.add(timer)
  }

  function settle(key: string, changes: Partial<Upload>): void {
    change(key, changes)
    startNext()
  }

  function pause(key: string): void {
    running.get(key)?.pause()
    settle(key, { state: 'paused' })
  }

  /** Also after a refusal: what stood in its way may be gone. */
  function resume(key: string): void {
    const upload = find(key)
    if (upload?.state === 'paused') {
      change(key, { state: 'sending' })
      running.get(key)?.resume()
    } else if (upload?.state === 'refused' && upload.problem === null) {
      settle(key, { state: 'waiting', reason: null })
    }
  }

  function remove(key: string): void {
    const url = find(key)?.url ?? null
    running.get(key)?.cancel()
    forget([key])
    // What cannot be dropped now goes with everything that no message has taken.
    if (url !== null) call('dropUpload', { fileId: fileIdOf(url) }).catch(toApiError)
    startNext()
  }

  /** They stand in a message, or nobody wants them any more. */
  function forget(keys: readonly string[]): void {
    for (const key of keys) {
      running.delete(key)
      files.delete(key)
      forgetUpload(shelf, key)
    }
    uploads.value = uploads.value.filter(({ key }) => !keys.includes(key))
  }

  /** What lies beside a draft goes with the message that it becomes. */
  function take(ticketId: string, messageId: string): void {
    for (const { key } of ofDraft(ticketId).filter((upload) => !isStuck(upload))) change(key, { messageId })
  }

  /** Their message is being written again. */
  function giveBack(messageId: string): void {
    for (const { key } of ofMessage(messageId)) change(key, { messageId: null })
  }

  /** What was begun in one ticket goes on in another. */
  function move(from: string, to: string): void {
    for (const { key } of ofDraft(from)) change(key, { ticketId: to })
  }

  onReconnected(() => running.forEach((upload) => upload.retryNow()))
  onScopeDispose(() => {
    for (const upload of running.values()) upload.cancel()
    for (const timer of timers) clearTimeout(timer)
  })

  return {
    uploads,
    ofDraft,
    ofMessage,
    fileOf: (key: string): File | null => files.get(key) ?? null,
    add,
    convert,
    pause,
    resume,
    remove,
    forget,
    take,
    giveBack,
    move,
  }
})
