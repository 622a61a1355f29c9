import { readFile } from 'node:fs/promises'
import { type Listener, listen } from '#test/portal/http.ts'
import type { Sandbox } from '#test/portal/sandbox.ts'
import { channelPage, type Channels } from './channels/channelPages.ts'
import { demoMarkup } from './demoMarkup.ts'

const files: Record<string, string> = {
  '/demo.css': 'text/css',
  '/demo.js': 'text/javascript',
  '/channels.css': 'text/css',
  '/channels.js': 'text/javascript',
}
type Demo = { sandbox: Sandbox; code: string; port: number; channels: Channels }

/** The page that the console names: what to do first, the code, and a link to every portal as every person; beside it the channels. */
export function serveDemoPage(demo: Demo): Promise<Listener> {
  return listen('127.0.0.1', demo.port, async (request) => {
    const { pathname } = new URL(request.url)
    const type = files[pathname]
    if (type !== undefined) return answer(await readFile(new URL(`./page${pathname}`, import.meta.url), 'utf8'), type)
    if (pathname === '/') return answer(demoMarkup(demo), 'text/html')
    // Another site's page writes nothing here.
    const from = request.headers.get('sec-fetch-site') ?? 'none'
    const page = ['same-origin', 'none'].includes(from) ? await channelPage(request, demo.channels) : null
    if (page === null) return new Response('Not found', { status: 404 })
    return typeof page === 'string' ? answer(page, 'text/html') : Response.redirect(page, 303)
  })
}

function answer(body: string, type: string): Response {
  return new Response(body, {
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'",
    },
  })
}
