import { readFile } from 'node:fs/promises'
import type { Listener } from './http.ts'
import { json, listen } from './http.ts'

/** What the probe was sent: an opening or an event. */
export interface Arrival {
  path: string
  query: Record<string, string>
  fields: Record<string, string>
}

export interface Probe extends Listener {
  arrivals: Arrival[]
}

/** The smallest application: a page that offers the vendor's SDK as the global B24Js, and a log of what arrives. */
export async function startProbe(script = ''): Promise<Probe> {
  const arrivals: Arrival[] = []
  const listener = await listen('127.0.0.1', 0, async (request) => {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname === '/sdk.js') return sdk()
    if (request.method !== 'POST') return new Response('Only POST opens the application', { status: 405 })
    const fields = Object.fromEntries(new URLSearchParams(await request.text()))
    arrivals.push({ path: pathname, query: Object.fromEntries(searchParams), fields })
    return pathname.startsWith('/bitrix24/') ? json(200, {}) : page(pathname, fields, script)
  })
  return { ...listener, arrivals }
}

async function sdk(): Promise<Response> {
  const file = new URL('../../node_modules/@bitrix24/b24jssdk/dist/umd/index.min.js', import.meta.url)
  return new Response(await readFile(file, 'utf8'), { headers: { 'content-type': 'text/javascript' } })
}

function page(path: string, fields: Record<string, string>, script: string): Response {
  const shown = JSON.stringify({ path, PLACEMENT: fields['PLACEMENT'], PLACEMENT_OPTIONS: fields['PLACEMENT_OPTIONS'] })
  const text = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark">
<title>Probe</title><link rel="icon" href="data:,"><body><h2>Probe</h2><pre>${shown.replaceAll('<', '&lt;')}</pre>
<script src="/sdk.js"></script><script type="module">${script}</script></body></html>`
  return new Response(text, { headers: { 'content-type': 'text/html; charset=utf-8' } })
}
