import { once } from 'node:events'
import { serve } from '@hono/node-server'
import { AxiosHeaders } from 'axios'
import { Hono } from 'hono'
import * as v from 'valibot'
import { routes, type RouteName } from '#contract/routes.ts'
import type { Language } from '#contract/common.ts'
import { loadAssets } from '#server/platform/http/assets.ts'
import { FakeServer } from '#test/app/fakeServer.ts'
import type { Answers } from '#test/app/page.ts'

export type Face = 'client' | 'desk' | 'settings' | 'install' | 'company-tab'

/** The pages as they were built for production, and of the server behind them only what a scene has prepared. */
export interface LookServer {
  addressOf: (face: Face, language: Language) => string
  prepare: (answers: Answers) => void
  /** What pages asked that nobody had prepared, and answers that the contract does not allow. */
  takeFaults: () => string[]
  close: () => Promise<void>
}

const policy = `default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; media-src 'self'; font-src 'self' data:; connect-src 'self'`

export async function startLookServer(folder: string): Promise<LookServer> {
  const assets = await loadAssets(folder)
  const faults: string[] = []
  const prepared = { server: new FakeServer() }
  const app = new Hono()
  assets.addTo(app)
  // A browser asks for it once, where a page may show pictures of its own server.
  app.get('/favicon.ico', () => new Response(null, { status: 204 }))
  app.get('/:face/:language', (context) => {
    const { face, language } = context.req.param()
    return assets.page(face, v.parse(v.picklist(['ru', 'uk', 'en']), language), policy)
  })
  app.post('/api/*', async (context) => {
    const url = context.req.path
    try {
      const data = await context.req.text()
      const answer = await prepared.server.adapter({ url, data, headers: new AxiosHeaders() })
      if (answer.status === 200) checkAnswer(url, answer.data)
      return Response.json(answer.data, { status: answer.status })
    } catch (error) {
      faults.push(String(error))
      return new Response(null, { status: 500 })
    }
  })
  const listening = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await once(listening, 'listening')
  const address = listening.address()
  if (address === null || typeof address === 'string') throw new Error('There is no port')
  return {
    addressOf: (face, language) => `http://127.0.0.1:${address.port}/${face}/${language}`,
    prepare(answers) {
      prepared.server = new FakeServer().answerWithoutClocks()
      for (const [name, answer] of Object.entries(answers)) answerWith(prepared.server, name, answer)
    },
    takeFaults: () => faults.splice(0),
    close: () => new Promise((resolve) => void listening.close(() => resolve())),
  }
}

function answerWith(server: FakeServer, name: string, answer: unknown): void {
  if (!isRouteName(name) || typeof answer !== 'function') throw new Error(`not an answer: ${name}`)
  server.on(name, (input) => Reflect.apply(answer, undefined, [input]))
}

/** What the real server could not say is no picture of a page. */
function checkAnswer(url: string, data: unknown): void {
  const name = Object.keys(routes)
    .filter(isRouteName)
    .find((known) => routes[known].path === url)
  if (name === undefined) return
  const { issues } = v.safeParse(routes[name].output, data)
  if (issues !== undefined) throw new Error(`${name} cannot answer so: ${v.getDotPath(issues[0])} ${issues[0].message}`)
}

function isRouteName(name: string): name is RouteName {
  return Object.hasOwn(routes, name)
}
