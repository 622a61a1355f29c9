import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openChatClient, type ChatClient, type ChatOptions } from '#test/support/chatClient.ts'
import { chatClientId, type Conversation } from '#test/support/chatWorld.ts'
import { testMasterKey } from '#test/support/masterKey.ts'
import { launchServer, type ServerOptions, type ServerProcess } from '#test/support/serverProcess.ts'
import { findFaults, type View } from './checks.ts'
import { readLastNumbers, readStored, recordsOf, type Page } from './record.ts'
import { until } from './until.ts'
import { startWriting, type Writing } from './writing.ts'

/** A place for one story: a database, server processes, pages. Whatever it starts ends with it. */
export type Stage = {
  databaseUrl: string
  /** The story's own look at the database; the product never sees it. */
  pool: pg.Pool
  folder: string
  launch(options?: Omit<ServerOptions, 'databaseUrl'>): Promise<ServerProcess>
  open(conversation: Conversation, side: 'client' | 'desk', options: PageOptions): ChatClient
  /** Everybody writes at a steady pace until told to stop. */
  write(clients: ChatClient[], everyMs: number): Writing
  pages(): ChatClient[]
  acknowledgedCount(): number
  /** Waits as `until` does, and gives up at once when a server has ended that nobody killed. */
  until: typeof until
  /** Waits until all that was written is settled and every page has all of it; then, what is wrong. */
  judge(): Promise<string[]>
  close(): Promise<void>
}

export type PageOptions = Pick<ChatOptions, 'url' | 'timing' | 'resending' | 'marksRead' | 'onEvent'> & {
  role?: View['role']
}

const settlePatienceMs = 30_000

export async function openStage(databaseUrl: string): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'opora-fault-'))
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 })
  // The database may be restarted in the middle of a story.
  pool.on('error', () => {})
  const servers: ServerProcess[] = []
  const endings: string[] = []
  const pages: Page[] = []
  const writings: Writing[] = []
  const beganAfter = new Map<string, number>()

  /** Whoever is killed has no exit code. */
  async function noteEnding(server: ServerProcess) {
    const { code } = await server.exited
    if (code !== null) endings.push(`a server ended by itself (${code}):\n${server.output()}`)
  }

  const watchfully: typeof until = (what, isSo, patienceMs) =>
    until(
      what,
      () => {
        if (endings.length > 0) throw new Error(endings.join('\n'))
        return isSo()
      },
      patienceMs,
    )

  async function settleWriting() {
    const clients = pages.map(({ client }) => client)
    // A busy machine may need long for what has gathered; as long as it gets less, it is on its way.
    for (let left = sumOf(clients); left > 0; left = sumOf(clients)) {
      await watchfully('more of what was written is settled', () => sumOf(clients) < left, settlePatienceMs)
    }
  }

  async function settleReading() {
    const last = await readLastNumbers(pool, [...beganAfter.keys()])
    const hasAll = ({ client }: Page) => client.cursor() >= (last.get(client.ticketId)?.[client.side] ?? 0)
    await watchfully('every page has everything', () => pages.every(hasAll), settlePatienceMs)
  }

  return {
    databaseUrl,
    pool,
    folder,
    async launch({ env = {}, ...options } = {}) {
      const server = await launchServer({ databaseUrl, env: { ...environment(folder), ...env }, ...options })
      servers.push(server)
      void noteEnding(server)
      return server
    },
    open({ ticketId, clientToken, deskToken }, side, { role = 'writer', ...options }) {
      const token = side === 'client' ? clientToken : deskToken
      const client = openChatClient({ ...options, ticketId, token, side })
      pages.push({ client, role })
      beganAfter.set(ticketId, historyLength)
      return client
    },
    write(clients, everyMs) {
      const writing = startWriting(clients, everyMs)
      writings.push(writing)
      return writing
    },
    pages: () => pages.map(({ client }) => client),
    acknowledgedCount: () => pages.reduce((sum, { client }) => sum + client.acknowledged.size, 0),
    until: watchfully,
    async judge() {
      for (const writing of writings) writing.stop()
      await settleWriting()
      const missing: string[] = []
      await settleReading().catch((error: unknown) => missing.push(String(error)))
      const stored = await readStored(pool, [...beganAfter.keys()])
      return [...missing, ...recordsOf(stored, pages, beganAfter).flatMap(findFaults)]
    },
    async close() {
      for (const writing of writings) writing.stop()
      for (const { client } of pages) client.close()
      for (const server of servers) server.kill('SIGKILL')
      await Promise.all(servers.map(({ exited }) => exited))
      await pool.end()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function sumOf(clients: ChatClient[]): number {
  return clients.reduce((sum, client) => sum + client.waiting(), 0)
}

/** A ticket begins with its opening, its first message and an agent who takes it. */
const historyLength = 3

function environment(folder: string): Record<string, string> {
  return {
    OPORA_MASTER_KEY: testMasterKey,
    OPORA_DATA_DIR: folder,
    OPORA_LOG_LEVEL: 'warn',
    OPORA_SANDBOX: '1',
    OPORA_APPS: JSON.stringify([{ clientId: chatClientId, clientSecret: 'of a story' }]),
  }
}
