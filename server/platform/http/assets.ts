import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Context, Hono } from 'hono'
import type { Language } from '#contract/common.ts'

export type Assets = {
  addTo(app: Hono): void
  /** A page in the language of its reader, as far as anybody has said it. */
  page(name: string, language: Language, contentPolicy: string): Response
}

type Asset = { type: string; plain: Buffer; packed: Map<string, Promise<Buffer>> }

export const assetPrefix = '/assets-of-opora/'

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.json': 'application/json',
}

/** The built pages, kept in memory; each file is packed once, when it is first asked for. */
export async function loadAssets(folder: string): Promise<Assets> {
  const files = new Map<string, Asset>()
  for (const name of await listFiles(folder)) {
    const type = types[extname(name)]
    if (type === undefined) continue
    files.set(name, { type, plain: await readFile(join(folder, name)), packed: new Map() })
  }
  return {
    addTo(app) {
      app.get(`${assetPrefix}*`, (context) => {
        const name = new URL(context.req.url).pathname.slice(assetPrefix.length)
        const asset = files.get(name)
        if (asset === undefined || asset.type.startsWith('text/html')) return context.notFound()
        return serve(context, asset, { 'cache-control': 'public, max-age=31536000, immutable' })
      })
    },
    page(name, language, contentPolicy) {
      const asset = files.get(`${name}/index.html`)
      if (asset === undefined) throw new Error(`the page ${name} is not built: run "npm run build"`)
      return new Response(inLanguage(asset.plain.toString('utf8'), language), {
        headers: {
          'content-type': asset.type,
          'content-security-policy': contentPolicy,
          'cache-control': 'no-store',
          'referrer-policy': 'no-referrer',
          'x-content-type-options': 'nosniff',
        },
      })
    },
  }
}

/** A built page asks for the words of every language; only those that are read are left, and the page knows which they are. */
function inLanguage(html: string, language: Language): string {
  return html
    .replaceAll(/\s*<link [^>]*hreflang="(\w+)"[^>]*>/g, (link, known: string) => (known === language ? link : ''))
    .replace(/<html lang="\w*">/, `<html lang="${language}">`)
}

async function serve(context: Context, asset: Asset, headers: Record<string, string>): Promise<Response> {
  const accepted = context.req.header('accept-encoding') ?? ''
  const encoding = ['br', 'gzip'].find((name) => accepted.includes(name) && asset.plain.length > 1024)
  const body = encoding === undefined ? asset.plain : await packed(asset, encoding)
  return new Response(new Uint8Array(body), {
    headers: {
      ...headers,
      'content-type': asset.type,
      'x-content-type-options': 'nosniff',
      vary: 'accept-encoding',
      ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
    },
  })
}

function packed(asset: Asset, encoding: string): Promise<Buffer> {
  const known = asset.packed.get(encoding)
  if (known !== undefined) return known
  const made = encoding === 'br' ? pack(asset.plain) : promisify(gzip)(asset.plain)
  asset.packed.set(encoding, made)
  return made
}

function pack(plain: Buffer): Promise<Buffer> {
  return promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 7 } })
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
  } catch (error) {
    throw new Error('The pages are not built: run "npm run build" first.', { cause: error })
  }
}
