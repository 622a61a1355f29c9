import type { DetailedError, Upload } from 'tus-js-client'
import type { InjectionKey } from 'vue'
import { refusalIn } from './api.ts'
import { Refused, toApiError, Unreachable } from './apiError.ts'
import type { ApiError } from './apiError.ts'
import { injected } from './injected.ts'
import type { SessionToken } from './token.ts'

/** What is sent, and where it goes on if somebody has begun it before. */
export interface UploadTask {
  file: File
  /** Where the server makes a place for it. */
  path: string
  metadata: Record<string, string>
  /** The place that it already has. */
  url: string | null
  /** What is lost at most when a connection is. */
  partBytes: number
}

export interface UploadListener {
  placed: (url: string) => void
  /** Bytes from the file's beginning on. */
  sent: (bytes: number) => void
  /** The connection is gone; it goes on by itself. */
  cut: () => void
  done: (url: string) => void
  refused: (reason: ApiError) => void
}

export interface RunningUpload {
  pause: () => void
  resume: () => void
  /** The network is back: no reason to sit out the wait. */
  retryNow: () => void
  cancel: () => void
}

export type StartUpload = (task: UploadTask, listener: UploadListener) => RunningUpload

export const uploaderKey: InjectionKey<StartUpload> = Symbol('the uploader')
export const useUploader = (): StartUpload => injected(uploaderKey)

const retryDelaysMs = [300, 1_000, 2_000] as const
/** A cut network closes nothing by itself. The server may take longer with a file that has come as a whole. */
const silenceMs = 8_000
const lastAnswerMs = 60_000
/** These pass by themselves. What else the server says in words is for a person. */
const passingCodes: ReadonlySet<ApiError['code']> = new Set<ApiError['code']>([
  'upload_busy',
  'upload_elsewhere',
  'too_many_requests',
  'internal',
  'server_stopping',
])
const passingStatuses: ReadonlySet<number> = new Set([0, 408, 409, 423, 425, 429])

/** Files by the tus protocol: whatever happens on the way, what has arrived is not sent again. */
export function makeUploader(token: SessionToken): StartUpload {
  return (task, listener) => startUpload(token, task, listener)
}

function startUpload(token: SessionToken, task: UploadTask, listener: UploadListener): RunningUpload {
  let state: 'running' | 'paused' | 'ended' = 'running'
  let upload: Upload | null = null
  let failures = 0
  let retryTimer: ReturnType<typeof setTimeout> | undefined
  let silenceTimer: ReturnType<typeof setTimeout> | undefined

  async function begin(): Promise<void> {
    stopTimers()
    listenForSilence(silenceMs)
    try {
      const current = upload ?? (await make())
      upload = current
      if (state === 'running') current.start()
    } catch {
      // The code itself could not be loaded.
      retryLater()
    }
  }

  async function make(): Promise<Upload> {
    const tus = await import('tus-js-client')
    return new tus.Upload(task.file, {
      // A place that is known is never silently given up for a new one.
      endpoint: task.url === null ? task.path : null,
      uploadUrl: task.url,
      metadata: task.metadata,
      chunkSize: task.partBytes,
      retryDelays: null,
      storeFingerprintForResuming: false,
      onBeforeRequest: (request) => request.setHeader('Authorization', `Bearer ${token.current() ?? ''}`),
      onUploadUrlAvailable: placed,
      onProgress: progress,
      onSuccess: succeed,
      onError: (error) => void fail(error),
    })
  }

  function placed(): void {
    if (upload?.url === null || upload === null) return
    failures = 0
    task.url = upload.url
    upload.options.endpoint = null
    listener.placed(upload.url)
  }

  function progress(sent: number, total: number): void {
    if (state !== 'running') return
    listenForSilence(sent >= total ? lastAnswerMs : silenceMs)
    listener.sent(sent)
  }

  function succeed(): void {
    end()
    listener.done(upload?.url ?? task.url ?? '')
  }

  async function fail(error: Error | DetailedError): Promise<void> {
    if (state !== 'running') return
    const response = 'originalResponse' in error ? error.originalResponse : null
    const status = response?.getStatus() ?? 0
    if (status === 401) return renew()
    if ((status === 404 || status === 410) && task.url !== null) return startAnew()
    const refusal = refusalIn(jsonIn(response?.getBody() ?? ''))
    const isPassing = refusal === null ? status >= 500 || passingStatuses.has(status) : passingCodes.has(refusal.code)
    if (isPassing) retryLater()
    else refuse(refusal ?? { code: 'invalid_input', details: {} })
  }

  async function renew(): Promise<void> {
    try {
      await token.renew()
      if (state === 'running') await begin()
    } catch (error) {
      if (error instanceof Refused) refuse(toApiError(error))
      else if (error instanceof Unreachable) retryLater()
      else throw error
    }
  }

  /** The server has forgotten what had come. */
  function startAnew(): void {
    task.url = null
    upload = null
    listener.sent(0)
    void begin()
  }

  function refuse(reason: ApiError): void {
    end()
    listener.refused(reason)
  }

  function retryLater(): void {
    stopTimers()
    if (state !== 'running') return
    listener.cut()
    const delay = retryDelaysMs[Math.min(failures, retryDelaysMs.length - 1)] ?? 0
    failures += 1
    retryTimer = setTimeout(() => void begin(), delay)
  }

  function listenForSilence(patience: number): void {
    clearTimeout(silenceTimer)
    silenceTimer = setTimeout(() => {
      void upload?.abort()
      retryLater()
    }, patience)
  }

  function retryNow(): void {
    if (state !== 'running' || retryTimer === undefined) return
    failures = 0
    void begin()
  }

  function pause(): void {
    if (state !== 'running') return
    state = 'paused'
    stopTimers()
    void upload?.abort()
  }

  function resume(): void {
    if (state !== 'paused') return
    state = 'running'
    failures = 0
    void begin()
  }

  function cancel(): void {
    end()
    void upload?.abort()
  }

  function end(): void {
    state = 'ended'
    stopTimers()
    window.removeEventListener('online', retryNow)
  }

  function stopTimers(): void {
    clearTimeout(retryTimer)
    clearTimeout(silenceTimer)
    retryTimer = undefined
  }

  window.addEventListener('online', retryNow)
  void begin()
  return { pause, resume, retryNow, cancel }
}

function jsonIn(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    return null
  }
}
