import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Context, Hono } from 'hono'
import { now } from '../clock.ts'
import type { ByteRange } from '../files/fileStore.ts'
import { refuse, toRefusal, type HttpDeps } from './api.ts'
import { takeToken } from './rateLimit.ts'

/** A file that somebody may have. `type`: null where a browser is not to know what it is. */
export type Download = {
  name: string
  type: string | null
  isInline: boolean
  bytes: number
  until: Date
  read(range?: ByteRange): Promise<Readable>
}

/** Refuses links that are over, or that nobody here has signed. */
export type DownloadPort = (url: URL, at: Date) => Promise<Download>

type DownloadDeps = Pick<HttpDeps, 'addressOf' | 'log'> & { path: string; download: DownloadPort }

/** Files by signed links: whatever lies in them, a browser neither guesses what it is nor runs it. */
export function addDownloads(app: Hono, deps: DownloadDeps): void {
  app.get(`${deps.path}/*`, (context) => answer(deps, context))
}

async function answer({ download, addressOf, log }: DownloadDeps, context: Context): Promise<Response> {
  const requestId = randomUUID()
  context.header('x-request-id', requestId)
  try {
    const at = now()
    takeToken(`download:${addressOf(context)}`, at)
    return await send(await download(new URL(context.req.url), at), context, at)
  } catch (error) {
    const refusal = toRefusal(error)
    if (refusal.code === 'internal') log.error({ err: error, requestId, route: 'download' }, 'a call failed')
    return refuse(context, refusal)
  }
}

async function send(file: Download, context: Context, at: Date): Promise<Response> {
  const headers = new Headers({
    'content-type': file.type ?? 'application/octet-stream',
    'content-disposition': `${file.isInline ? 'inline' : 'attachment'}; ${disposition(file.name)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'accept-ranges': 'bytes',
    'cache-control': `private, max-age=${Math.max(0, Math.floor((file.until.getTime() - at.getTime()) / 1000))}`,
  })
  const range = readRange(context.req.header('range'), file.bytes)
  if (range === 'none') {
    headers.set('content-range', `bytes */${file.bytes}`)
    return new Response(null, { status: 416, headers })
  }
  const [from, to] = range === null ? [0, file.bytes - 1] : [range.from, range.to]
  headers.set('content-length', String(to - from + 1))
  if (range !== null) headers.set('content-range', `bytes ${from}-${to}/${file.bytes}`)
  const status = range === null ? 200 : 206
  if (context.req.method === 'HEAD') return new Response(null, { status, headers })
  const stream = await file.read(range ?? undefined)
  return new Response(Readable.toWeb(stream) as ReadableStream, { status, headers })
}

/** One range, as players ask for it; null: all of it, also where more is asked than one. `none`: there is nothing of it. */
function readRange(header: string | undefined, bytes: number): ByteRange | 'none' | null {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? []
  if (first === '' && last === '') return null
  if (first === '') return Number(last) === 0 ? 'none' : { from: Math.max(0, bytes - Number(last)), to: bytes - 1 }
  const to = last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1)
  return Number(first) > to ? 'none' : { from: Number(first), to }
}

/** RFC 6266 with RFC 5987 beside it: an old browser gets the letters that it can read. */
function disposition(name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `filename="${plain}"; filename*=UTF-8''${encoded}`
}
