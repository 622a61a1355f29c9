import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { Context, Hono } from 'hono'
import { DataStore, Server, Upload } from '@tus/server'
import { refusalStatus } from '#contract/refusals.ts'
import type { Actor } from '../actor.ts'
import { now } from '../clock.ts'
import { Refusal } from '../refusal.ts'
import { allow } from './access.ts'
import { refuse, toRefusal, whoAsks, type HttpDeps } from './api.ts'
import { makeSlots, type Slots } from './slots.ts'
import { makeUploadLocks, type Leases, type UploadLocks } from './uploadLocks.ts'

/** As far as it has come; `bytes` is its declared length. */
export type UploadState = { bytes: number; offset: number; madeAt: Date }
export type Declared = { uploadId: string; bytes: number; metadata: Readonly<Record<string, string | null>> }

/** Whose uploads they are, and where their bytes go. To whoever has not begun an upload it does not exist (null, and no effect). */
export type UploadPort = Leases & {
  create(actor: Actor, declared: Declared, at: Date): Promise<void>
  find(actor: Actor, uploadId: string, at: Date): Promise<UploadState | null>
  append(uploadId: string, offset: number, source: AsyncIterable<Uint8Array>): Promise<number>
  drop(actor: Actor, uploadId: string, at: Date): Promise<void>
}

type UploadDeps = Pick<HttpDeps, 'findActor' | 'addressOf' | 'isStopping' | 'log'> & {
  uploads: UploadPort
  path: string
  keptMilliseconds: number
}
type Parts = UploadDeps & { locks: UploadLocks; slots: Slots }

/** Resumable uploads by the protocol tus 1.0.0, for whoever takes part in a ticket. Its own refusals are said as those of any route. */
export function addUploads(app: Hono, deps: UploadDeps): void {
  const parts = {
    ...deps,
    locks: makeUploadLocks(deps.uploads),
    slots: makeSlots({ most: 200, mostOfPortal: 40, mostOfPerson: 12 }),
  }
  for (const path of [deps.path, `${deps.path}/*`]) app.all(path, (context) => answer(parts, context))
}

async function answer(parts: Parts, context: Context): Promise<Response> {
  const requestId = randomUUID()
  context.header('x-request-id', requestId)
  try {
    if (parts.isStopping()) throw new Refusal('server_stopping')
    const at = now()
    const address = parts.addressOf(context)
    const { actor } = await whoAsks(parts, context, { at, address, isRemembered: false })
    allow('participant', actor)
    return await parts.slots(actor, async () => said(context, await tusServer(parts, actor).handleWeb(context.req.raw)))
  } catch (error) {
    const refusal = toRefusal(error)
    if (refusal.code === 'internal') parts.log.error({ err: error, requestId, route: 'upload' }, 'a call failed')
    return refuse(context, refusal)
  }
}

/** What the protocol itself refuses has no JSON and no words: by its status, which the protocol gives a meaning. */
async function said(context: Context, response: Response): Promise<Response> {
  response.headers.set('cache-control', 'no-store')
  if (response.status < 400) return response
  const body = await response.text()
  if (body.startsWith('{')) return withJson(response, body)
  const refusal = new Refusal(codeByStatus[response.status] ?? 'invalid_input', { field: '', problem: body.trim() })
  const words = refuse(context, refusal)
  words.headers.set('tus-resumable', response.headers.get('tus-resumable') ?? '1.0.0')
  return words
}

const codeByStatus: Readonly<
  Record<number, 'file_unknown' | 'upload_elsewhere' | 'file_too_large' | 'method_unknown'>
> = {
  404: 'file_unknown',
  410: 'file_unknown',
  409: 'upload_elsewhere',
  413: 'file_too_large',
}

function withJson({ status, headers }: Response, body: string): Response {
  headers.set('content-type', 'application/json')
  headers.delete('content-length')
  return new Response(body, { status, headers })
}

/** One for each call: whose uploads it sees is closed over, and making it costs nothing. */
function tusServer({ uploads, locks, path, keptMilliseconds, log }: Parts, actor: Actor): Server {
  return new Server({
    path,
    datastore: new StoreOf(uploads, actor, keptMilliseconds),
    locker: locks,
    relativeLocation: true,
    allowedOrigins: [],
    namingFunction: () => randomUUID(),
    getFileIdFromRequest: (_request, id) => (id !== undefined && isId(id) ? id.toLowerCase() : undefined),
    async onUploadCreate(_request, { id, size, metadata = {} }) {
      if (size === undefined) throw new Refusal('invalid_input', { field: 'Upload-Length', problem: 'missing' })
      await uploads.create(actor, { uploadId: id, bytes: size, metadata }, now())
      return {}
    },
    async onIncomingRequest(request, id) {
      // The one that makes it has its id from here.
      if (request.method !== 'POST' && (await uploads.find(actor, id, now())) === null)
        throw new Refusal('file_unknown')
    },
    onResponseError(_request, error) {
      if (isOfProtocol(error)) return
      const refusal = toRefusal(error)
      if (refusal.code === 'internal') log.error({ err: error, route: 'upload' }, 'a call failed')
      const body = JSON.stringify({ code: refusal.code, details: refusal.details })
      return { status_code: refusalStatus[refusal.code], body }
    },
  })
}

function isId(text: string): boolean {
  return /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)
}

function isOfProtocol(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'status_code' in error
}

const mostIdleMilliseconds = 15_000

/** A connection that is dead without knowing holds its upload no longer than this: whoever comes back may go on. */
async function* unlessIdle(source: Readable): AsyncGenerator<Uint8Array> {
  const giveUp = () => source.destroy(new Refusal('upload_elsewhere'))
  const patience = setTimeout(giveUp, mostIdleMilliseconds)
  try {
    for await (const chunk of source) {
      const bytes: Uint8Array = chunk
      yield bytes
      patience.refresh()
    }
  } finally {
    clearTimeout(patience)
  }
}

/** As one person sees the uploads. */
class StoreOf extends DataStore {
  readonly #uploads: UploadPort
  readonly #actor: Actor
  readonly #keptMilliseconds: number

  constructor(uploads: UploadPort, actor: Actor, keptMilliseconds: number) {
    super()
    this.extensions = ['creation', 'creation-with-upload', 'termination', 'expiration']
    this.#uploads = uploads
    this.#actor = actor
    this.#keptMilliseconds = keptMilliseconds
  }

  override async getUpload(id: string): Promise<Upload> {
    const found = await this.#uploads.find(this.#actor, id, now())
    if (found === null) throw new Refusal('file_unknown')
    return new Upload({ id, size: found.bytes, offset: found.offset, creation_date: found.madeAt.toISOString() })
  }

  override write(source: Readable, id: string, offset: number): Promise<number> {
    return this.#uploads.append(id, offset, unlessIdle(source))
  }

  override remove(id: string): Promise<void> {
    return this.#uploads.drop(this.#actor, id, now())
  }

  override getExpiration(): number {
    return this.#keptMilliseconds
  }
}
