import { readFile } from 'node:fs/promises'
import { type Listener, listen } from '#test/portal/http.ts'
import type { Sandbox } from '#test/portal/sandbox.ts'
import { demoMarkup } from './demoMarkup.ts'

const files: Record<string, string> = { '/demo.css': 'text/css', '/demo.js': 'text/javascript' }

/** The one page that the console names: what to do first, the code, and a link to every portal as every person. */
export function serveDemoPage(demo: { sandbox: Sandbox; code: string; port: number }): Promise<Listener> {
  return listen('127.0.0.1', demo.port, async (request) => {
    const { pathname } = new URL(request.url)
    const type = files[pathname]
    if (type !== undefined) return answer(await readFile(new URL(`./page${pathname}`, import.meta.url), 'utf8'), type)
    return pathname === '/' ? answer(demoMarkup(demo), 'text/html') : new Response('Not found', { status: 404 })
  })
}

function answer(body: string, type: string): Response {
  return new Response(body, {
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:",
    },
  })
}
