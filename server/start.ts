/** `npm start`: the embedded PostgreSQL, unless DATABASE_URL names another, and one server on it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { runCommand, say } from './platform/embedded/console.ts'
import { createDatabase } from './platform/embedded/createDatabase.ts'
import { choosePlaces } from './platform/embedded/places.ts'
import { ensurePostgres } from './platform/embedded/postgres.ts'
import { compileCache, serverCommand } from './platform/embedded/serverCommand.ts'

const STOP_PATIENCE_MS = 30_000

const stopAsked = Promise.withResolvers<'asked'>()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopAsked.resolve('asked'))

await runCommand(() => (process.env['DATABASE_URL'] ? runServer(process.env) : runWithEmbedded()))

async function runWithEmbedded(): Promise<number> {
  const places = choosePlaces(process.env['OPORA_DATA_DIR'])
  if (places.notice !== undefined) say(places.notice, 'stderr')
  const postgres = await ensurePostgres({ dataDir: places.dataDir, pgbin: places.pgbin })
  try {
    await createDatabase(postgres.url, 'opora')
    const environment = { ...process.env, DATABASE_URL: postgres.urlFor('opora'), OPORA_DATA_DIR: places.dataDir }
    return await runServer(environment, postgres.ended)
  } finally {
    await postgres.stop()
  }
}

async function runServer(
  env: NodeJS.ProcessEnv,
  databaseEnded: Promise<void> = new Promise(() => {}),
): Promise<number> {
  // In a process group of its own: Ctrl-C reaches the launcher alone, which asks the server once and in order.
  const server = spawn(process.execPath, serverCommand(), {
    env: { ...env, ...compileCache },
    stdio: ['pipe', 'inherit', 'inherit'],
    detached: true,
  })
  const exited = once(server, 'exit')
  const first = await Promise.race([exited, stopAsked.promise, databaseEnded])
  if (Array.isArray(first)) return explainExit(server.exitCode, server.signalCode)
  if (first !== 'asked') say('PostgreSQL ended by itself, so the server stops: its pg.log says why.', 'stderr')
  server.kill('SIGTERM')
  const killer = setTimeout(() => {
    say(`The server did not stop within ${STOP_PATIENCE_MS / 1000} seconds and is killed.`, 'stderr')
    server.kill('SIGKILL')
  }, STOP_PATIENCE_MS)
  await exited
  clearTimeout(killer)
  if (first !== 'asked') return 1
  return server.signalCode === 'SIGTERM' ? 0 : (server.exitCode ?? 1)
}

/** With exit code 1 the server itself has said why, in one sentence. */
function explainExit(code: number | null, signal: NodeJS.Signals | null): number {
  if (code === 0 || code === 1) return code
  say(
    `The server ended by itself (${code === null ? signal : `exit code ${code}`}): the lines above say why.`,
    'stderr',
  )
  return code ?? 1
}
