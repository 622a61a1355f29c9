import { randomUUID } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { DataStore, Server, Upload } from '@tus/server'
import { refusalStatus } from '#contract/refusals.ts'
import type { Actor } from '../actor.ts'
import { now } from '../clock.ts'
import { Refusal } from '../refusal.ts'
import { allow } from './access.ts'
import { refuse, toRefusal, whoAsks, type HttpDeps } from './api.ts'
import { bodyOf } from './node.ts'
import { makeSlots, type Slots } from './slots.ts'
import { makeIncoming, makeUploadPace, type Incoming, type UploadPace } from './uploadBody.ts'
import { makeUploadLocks, type Leases, type UploadLocks } from './uploadLocks.ts'

/** As far as it has come; `bytes` is its declared length. */
export type UploadState = { bytes: number; offset: number; madeAt: Date }
export type Declared = { uploadId: string; bytes: number; metadata: Readonly<Record<string, string | null>> }

/** Whose uploads they are, and where their bytes go. To whoever has not begun an upload it does not exist (null, and no effect). */
export type UploadPort = {
  create(actor: Actor, declared: Declared, at: Date): Promise<void>
  find(actor: Actor, uploadId: string, at: Date): Promise<UploadState | null>
  append(uploadId: string, offset: number, source: AsyncIterable<readonly Uint8Array[]>): Promise<number>
  drop(actor: Actor, uploadId: string, at: Date): Promise<void>
  leases(actor: Actor, at: Date): Leases
}

type UploadDeps = Pick<HttpDeps, 'findActor' | 'addressOf' | 'isStopping' | 'log'> & {
  uploads: UploadPort
  path: string
  keptMilliseconds: number
}
type Parts = UploadDeps & { locks: UploadLocks; slots: Slots; pace: UploadPace }

/** Resumable uploads by the protocol tus 1.0.0, for whoever takes part in a ticket. Its own refusals are said as those of any route. */
export function addUploads(app: Hono, deps: UploadDeps): void {
  const parts = {
    ...deps,
    locks: makeUploadLocks(),
    pace: makeUploadPace(),
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
    return await parts.slots(actor, async () => said(context, await handle(parts, actor, context)))
  } catch (error) {
    const refusal = toRefusal(error)
    if (refusal.code === 'internal') parts.log.error({ err: error, requestId, route: 'upload' }, 'a call failed')
    return refuse(context, refusal)
  }
}

/** The protocol sees a request without a body: what comes goes to the disk by a shorter way. */
async function handle(parts: Parts, actor: Actor, context: Context): Promise<Response> {
  const { url, method, headers } = context.req.raw
  return tusServer(parts, actor, makeIncoming(bodyOf(context), parts.pace)).handleWeb(
    new Request(url, { method, headers }),
  )
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
function tusServer({ uploads, locks, path, keptMilliseconds, log }: Parts, actor: Actor, incoming: Incoming): Server {
  return new Server({
    path,
    datastore: new StoreOf({ uploads, actor, keptMilliseconds, incoming }),
    locker: { newLock: (id) => locks.newLock(id, uploads.leases(actor, now()), () => incoming.end()) },
    relativeLocation: true,
    allowedOrigins: [],
    namingFunction: () => randomUUID(),
    getFileIdFromRequest: (_request, id) => (id !== undefined && isId(id) ? id.toLowerCase() : undefined),
    async onUploadCreate(_request, { id, size, metadata = {} }) {
      if (size === undefined) throw new Refusal('invalid_input', { field: 'Upload-Length', problem: 'missing' })
      await uploads.create(actor, { uploadId: id, bytes: size, metadata }, now())
      return {}
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

type Seeing = Pick<UploadDeps, 'uploads' | 'keptMilliseconds'> & { actor: Actor; incoming: Incoming }

/** As one person sees the uploads, in one call. */
class StoreOf extends DataStore {
  readonly #seeing: Seeing
  #declared = 0

  constructor(seeing: Seeing) {
    super()
    this.extensions = ['creation', 'creation-with-upload', 'termination', 'expiration']
    this.#seeing = seeing
  }

  override create(upload: Upload): Promise<Upload> {
    this.#declared = upload.size ?? 0
    return Promise.resolve(upload)
  }

  override async getUpload(id: string): Promise<Upload> {
    const found = await this.#seeing.uploads.find(this.#seeing.actor, id, now())
    if (found === null) throw new Refusal('file_unknown')
    this.#declared = found.bytes
    return new Upload({ id, size: found.bytes, offset: found.offset, creation_date: found.madeAt.toISOString() })
  }

  override write(_empty: unknown, id: string, offset: number): Promise<number> {
    const { uploads, incoming } = this.#seeing
    return uploads.append(id, offset, incoming.atMost(this.#declared - offset))
  }

  override remove(id: string): Promise<void> {
    return this.#seeing.uploads.drop(this.#seeing.actor, id, now())
  }

  override getExpiration(): number {
    return this.#seeing.keptMilliseconds
  }
}
