import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Served } from '#contract/regulations/served.types.ts'
import { routes, type RouteInput, type RouteName, type RouteOutput } from '#contract/routes.ts'
import { readConfig } from '#server/config.ts'
import { now } from '#server/platform/clock.ts'
import { openStore, type Store } from '#server/platform/db/db.ts'
import { findMasterKey } from '#server/platform/secrets.ts'
import { makeTransaction, type Transaction } from '#server/platform/db/unitOfWork.ts'
import { whatIsServed } from '#server/features.ts'
import { startServer, type Server } from '#server/server.ts'
import { createDeskKey } from '#server/desks/desks.commands.ts'
import { startSandbox, type Sandbox } from '#test/portal/sandbox.ts'
import { cloneDatabase, type Database } from './database.ts'
import { makeMemoryLog, type LogLine } from './memoryLog.ts'
import type { HandPace } from './paceByHand.ts'

export const clientId = 'local.opora.test'
export const clientSecret = 'sandbox-secret'

export type Answer<Name extends RouteName> =
  | { ok: true; status: number; body: RouteOutput<Name> }
  | { ok: false; status: number; code: string; details: Record<string, unknown> }

export type World = {
  url: string
  databaseUrl: string
  /** The servers' master key lies here: a further process needs the same one. */
  dataDir: string
  /** Keys of boxes lie here, beside the data. */
  keysDir: string
  sandbox: Sandbox
  store: Store
  transaction: Transaction
  /** By hand: everything that is due now, and what follows from it, until nothing is left to do. */
  turn: () => Promise<void>
  /** A session of this portal's user, opened as the page does it. */
  enter: (portal: string, userId: number) => Promise<string>
  /** Any call, good or refused; the token null leaves the header out. */
  ask: <Name extends RouteName>(name: Name, input: unknown, token: string | null) => Promise<Answer<Name>>
  /** A call that must be taken. */
  call: <Name extends RouteName>(name: Name, input: RouteInput<Name>, token: string) => Promise<RouteOutput<Name>>
  /** Installs the app as the wizard does: the admin's choice, then the portal's own finish. */
  install: (portal: string, choice: 'client' | 'desk' | 'both', kind?: 'standard' | 'partner') => Promise<string>
  /** A second server process's worth of Opora on the same database. */
  startAnother: () => Promise<{ url: string; stop: () => Promise<void> }>
  /** Errors that the servers have logged and that the test was made to cause. Those that nobody takes fail `stop`. */
  takeErrors: () => LogLine[]
  /** The key that the servers made for themselves. */
  masterKey: () => Promise<string>
  /** Everything that the servers have logged. */
  logText: () => string
  /** `expected`: what may still be logged at the very end, by jobs that nobody waits for. */
  stop: (expected?: RegExp) => Promise<void>
}

/** Opora and the sandbox portals, talking to each other over loopback, on a database of this test file alone, or of whoever runs without vitest. */
export async function startWorld(
  openDatabase: () => Promise<Database> = cloneDatabase,
  byHand: HandPace | null = null,
  served: Served = whatIsServed,
  further: Record<string, string> = {},
): Promise<World> {
  const database = await openDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'opora-world-'))
  const sandbox = await startSandbox({ appUrl: 'http://127.0.0.1:1', clientId, clientSecret })
  const memory = makeMemoryLog()
  const config = readConfig({ ...environment(database.url, dataDir, sandbox), ...further })
  const { keysDir } = config
  const start = () =>
    startServer(config, {
      log: memory.log,
      served,
      ...byHand,
    })
  const secrets: string[] = []
  const server = await start()
  // As by their own pace: who begins to follow the journal begins here.
  await byHand?.turn()
  const url = urlOf(server)
  sandbox.setAppUrl(url)
  const store = openStore(database.url, 4)
  const transaction = makeTransaction(store.db, () => {})

  const ask: World['ask'] = (name, input, token) => post(url, name, input, token)
  const world: World = {
    url,
    databaseUrl: database.url,
    dataDir,
    keysDir,
    sandbox,
    store,
    transaction,
    async turn() {
      if (byHand === null) throw new Error('the servers of this world keep their own pace')
      await byHand.turn()
    },
    ask,
    async call(name, input, token) {
      const answer = await ask(name, input, token)
      if (!answer.ok) throw new Error(`${name} was refused: ${answer.code} ${JSON.stringify(answer.details)}`)
      return answer.body
    },
    async enter(portal, userId) {
      const { accessToken, refreshToken } = sandbox.issueToken(portal, userId)
      const memberId = sandbox.portals[portal]?.memberId ?? ''
      const answer = await ask(
        'openSession',
        { accessToken, memberId, serverEndpoint: `${sandbox.oauthOrigin}/rest/` },
        null,
      )
      if (!answer.ok) throw new Error(`no session: ${answer.code}`)
      secrets.push(accessToken, refreshToken, answer.body.token)
      return answer.body.token
    },
    async install(portal, choice, kind = 'partner') {
      const admin = firstAdmin(sandbox, portal)
      await openPage(sandbox, portal, admin)
      const token = await world.enter(portal, admin)
      const name = sandbox.portals[portal]?.title ?? portal
      const deskKey =
        choice === 'client' ? undefined : await transaction((unit) => createDeskKey(unit, { name, kind }), now())
      await world.call('install', deskKey === undefined ? { choice } : { choice, deskKey }, token)
      await sandbox.markInstalled(portal, admin)
      return token
    },
    async startAnother() {
      const other = await start()
      return { url: urlOf(other), stop: () => other.stop() }
    },
    takeErrors: () => memory.takeErrors(),
    masterKey: () => findMasterKey(null, dataDir),
    logText: () => memory.text(),
    async stop(expected) {
      await server.stop()
      await store.close()
      await sandbox.close()
      await database.drop()
      for (const folder of [dataDir, keysDir]) await rm(folder, { recursive: true, force: true })
      const unexpected = memory.takeErrors().filter(({ msg }) => expected?.test(msg) !== true)
      if (unexpected.length > 0) throw new Error(`logged as errors: ${JSON.stringify(unexpected, null, 1)}`)
      const written = memory.text()
      if (secrets.some((secret) => written.includes(secret))) throw new Error('a token stands in the log')
    },
  }
  return world
}

export function environment(databaseUrl: string, dataDir: string, sandbox: Sandbox): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    OPORA_PORT: '0',
    OPORA_APPS: JSON.stringify([{ clientId, clientSecret }]),
    OPORA_OAUTH_SERVERS: sandbox.oauthOrigin,
    OPORA_SANDBOX: '1',
    OPORA_DATA_DIR: dataDir,
    OPORA_OWN_ARTICLES: '0',
    // Nobody answers there: no test asks the world outside.
    OPORA_TELEGRAM_URL: 'http://127.0.0.1:9',
    OPORA_MAX_URL: 'http://127.0.0.1:9',
    OPORA_WHATSAPP_URL: 'http://127.0.0.1:9',
    OPORA_LOG_LEVEL: process.env['OPORA_LOG_LEVEL'] ?? 'silent',
  }
}

/** What a browser does when the portal draws the app's page: the POST that brings tokens and the application token. */
export async function openPage(sandbox: Sandbox, portal: string, userId: number): Promise<Response> {
  const opening = sandbox.openForm(portal, userId)
  return fetch(opening.url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: opening.body,
  })
}

export async function post<Name extends RouteName>(
  url: string,
  name: Name,
  input: unknown,
  token: string | null,
): Promise<Answer<Name>> {
  const response = await fetch(`${url}${routes[name].path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    body: typeof input === 'string' ? input : JSON.stringify(input),
  })
  const body = await response.json()
  const { status } = response
  return response.ok ? { ok: true, status, body } : { ok: false, status, code: body.code, details: body.details }
}

export function firstAdmin(sandbox: Sandbox, portal: string): number {
  const people: Record<string, { id: number; isAdmin: boolean }> = sandbox.portals[portal]?.users ?? {}
  const admin = Object.values(people).find((one) => one.isAdmin)
  if (admin === undefined) throw new Error(`the portal ${portal} has no admin`)
  return admin.id
}

export function newId(): string {
  return randomUUID()
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${server.port}`
}
