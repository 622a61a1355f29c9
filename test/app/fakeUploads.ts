import { vi } from 'vitest'
import type { RefusalCode } from '#contract/refusals.ts'
import { refusalStatus } from '#contract/refusals.ts'
import { newId } from '#app/lib/newId.ts'
import { settle } from './harness.ts'

interface Place {
  metadata: Readonly<Record<string, string>>
  length: number
  parts: Blob[]
}

/** One request by which a file travels; how it goes on a test may decide itself. */
export class FakeRequest {
  readonly upload: { onprogress: ((event: { lengthComputable: true; loaded: number }) => void) | null } = {
    onprogress: null,
  }
  readonly headers = new Map<string, string>()
  readonly answered = new Map<string, string>()
  onload: (() => void) | null = null
  onerror: ((event: Event) => void) | null = null
  method = ''
  url = ''
  status = 0
  responseText = ''
  body: Blob | null = null
  isAborted = false

  open(method: string, url: string): void {
    this.method = method
    this.url = url
  }

  setRequestHeader(name: string, value: string): void {
    this.headers.set(name.toLowerCase(), value)
  }

  getResponseHeader(name: string): string | null {
    return this.answered.get(name.toLowerCase()) ?? null
  }

  send(body: Blob | null): void {
    this.body = body
    FakeUploads.current?.take(this)
  }

  abort(): void {
    this.isAborted = true
  }

  /** So many bytes of this request have left the page. */
  progress(loaded: number): void {
    this.upload.onprogress?.({ lengthComputable: true, loaded })
  }

  answer(status: number, headers: Record<string, string> = {}, body = ''): void {
    if (this.isAborted) return
    this.status = status
    this.responseText = body
    for (const [name, value] of Object.entries(headers)) this.answered.set(name, value)
    this.onload?.()
  }

  cut(): void {
    if (!this.isAborted) this.onerror?.(new Event('error'))
  }
}

/** The server's side of tus, behind the browser's XMLHttpRequest: what has come stays. */
export class FakeUploads {
  static current: FakeUploads | null = null
  readonly places = new Map<string, Place>()
  readonly requests: FakeRequest[] = []
  /** Requests of this kind wait until the test answers them. */
  held = new Set<string>()
  isOffline = false
  private refusal: RefusalCode | null = null

  constructor() {
    FakeUploads.current = this
    vi.stubGlobal('XMLHttpRequest', FakeRequest)
  }

  refuse(code: RefusalCode): void {
    this.refusal = code
  }

  accept(): void {
    this.refusal = null
  }

  take(request: FakeRequest): void {
    this.requests.push(request)
    if (this.isOffline) queueMicrotask(() => request.cut())
    else if (!this.held.has(request.method)) queueMicrotask(() => this.handle(request))
  }

  of(method: string): FakeRequest[] {
    return this.requests.filter((request) => request.method === method)
  }

  last(method: string): FakeRequest {
    const request = this.of(method).at(-1)
    if (request === undefined) throw new Error(`no ${method} was sent`)
    return request
  }

  /** What the server does with it; of a part that is cut, what has come before. */
  handle(request: FakeRequest, arrived = Infinity): void {
    if (this.refusal !== null) {
      request.answer(refusalStatus[this.refusal], {}, JSON.stringify({ code: this.refusal }))
    } else if (request.method === 'POST') {
      const url = `/uploads/${newId()}`
      this.places.set(url, {
        metadata: metadataIn(request),
        length: Number(request.headers.get('upload-length')),
        parts: [],
      })
      request.answer(201, { location: url })
    } else {
      this.goOn(request, arrived)
    }
  }

  private goOn(request: FakeRequest, arrived: number): void {
    const url = new URL(request.url, 'http://localhost').pathname
    const place = this.places.get(url)
    if (place === undefined) {
      request.answer(404, {}, JSON.stringify({ code: 'file_unknown' }))
      return
    }
    if (request.method === 'PATCH' && request.body !== null) place.parts.push(request.body.slice(0, arrived))
    if (request.method === 'PATCH' && arrived < Infinity) request.cut()
    else {
      const offset = place.parts.reduce((sum, part) => sum + part.size, 0)
      request.answer(request.method === 'PATCH' ? 204 : 200, {
        'upload-offset': String(offset),
        'upload-length': String(place.length),
      })
    }
  }

  /** What has come of the only file. */
  async text(): Promise<string> {
    const [place] = this.places.values()
    return new Blob(place?.parts ?? []).text()
  }
}

function metadataIn(request: FakeRequest): Record<string, string> {
  const pairs = (request.headers.get('upload-metadata') ?? '').split(',').map((pair) => pair.split(' '))
  return Object.fromEntries(
    pairs.map(([name = '', value = '']) => [
      name,
      new TextDecoder().decode(Uint8Array.from(atob(value), (letter) => letter.charCodeAt(0))),
    ]),
  )
}

/** Loading the code that sends files takes more than a few turns of the page. */
export async function settleUploads(): Promise<void> {
  await vi.dynamicImportSettled()
  for (let round = 0; round < 4; round += 1) await settle()
}

export function fileOf(name: string, content: string | Uint8Array<ArrayBuffer> = 'content', type = 'text/plain'): File {
  return new File([content], name, { type })
}
