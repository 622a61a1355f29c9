/**
 * A process between the launcher and PostgreSQL: the database is its child, and its standard input is a pipe that only the
 * launcher holds. However the launcher ends, kill -9 included, the pipe closes and the guard stops the database.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, fstatSync, openSync, readFileSync, realpathSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { identity } from './databaseUser.ts'
import { waitForLock } from './fileLock.ts'
import { type GuardOrder, parseOrder, tell } from './guardMessages.ts'
import { findPostmaster, stopPostmaster, strangerInLockFile } from './postmaster.ts'

const START_PATIENCE_MS = 120_000

const launcherIsGone = Promise.withResolvers<void>()
const lines = createInterface({ input: process.stdin })
lines.once('line', (line) => {
  guard(parseOrder(line)).catch((error: unknown) => leave({ kind: 'failed', log: String(error) }))
})
lines.once('close', launcherIsGone.resolve)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, launcherIsGone.resolve)
// A dead launcher does not read its answers.
process.stdout.on('error', launcherIsGone.resolve)

async function guard(order: GuardOrder): Promise<void> {
  const owned = await waitForLock(order.ownerLock, START_PATIENCE_MS)
  if (owned === undefined) return leave({ kind: 'failed', log: 'another Opora still stops this database' })
  const orphan = findPostmaster(order.pg)
  const started = orphan === undefined ? await start(order) : adopt(orphan.pid, order.pg)
  if ('log' in started) return leave({ kind: 'failed', log: started.log })
  tell({ kind: 'ready' })

  await Promise.race([launcherIsGone.promise, started.ended])
  await stopPostmaster(started.pid, order.pg)
  leave({ kind: 'stopped' })
}

type Guarded = { pid: number; ended: Promise<void> }

async function start(order: GuardOrder): Promise<Guarded | { log: string }> {
  for (;;) {
    const log = openSync(order.logFile, 'a')
    const logStart = fstatSync(log).size
    const child = launch(order, log)
    closeSync(log)
    const ended = endOf(child)
    if (child.pid !== undefined && (await isReady(child.pid, order.pg, ended))) return { pid: child.pid, ended }
    const said = readFileSync(order.logFile).subarray(logStart).toString('utf8')
    // The last connections of a killed database take a moment to notice.
    if (!said.includes('pre-existing shared memory block')) return { log: said }
    await delay(100)
  }
}

function launch(order: GuardOrder, log: number): ChildProcess {
  const stranger = strangerInLockFile(order.pg)
  return spawn(order.postgres, ['-D', realpathSync(order.pg), ...order.settings], {
    cwd: '/',
    stdio: ['ignore', log, log],
    env: {
      PATH: '/usr/bin:/bin',
      LC_ALL: 'C',
      // PostgreSQL refuses a lock file whose number is in use, whoever uses it; this is its own way to say "not him".
      ...(stranger !== undefined && { PG_GRANDPARENT_PID: String(stranger) }),
    },
    ...identity(order.user),
  })
}

async function isReady(pid: number, pg: string, ended: Promise<void>): Promise<boolean> {
  for (;;) {
    const running = findPostmaster(pg)
    if (running?.pid === pid && running.status === 'ready') return true
    if ((await Promise.race([ended.then(() => 'ended'), delay(5)])) === 'ended') return false
  }
}

/** A database whose guard was killed: whoever comes next takes care of it. */
function adopt(pid: number, pg: string): Guarded {
  const ended = async () => {
    while (findPostmaster(pg)?.pid === pid) await delay(500, undefined, { ref: false })
  }
  return { pid, ended: ended() }
}

function endOf(child: ChildProcess): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  child.once('exit', () => resolve())
  child.once('error', () => resolve())
  return promise
}

function leave(message: Parameters<typeof tell>[0]): void {
  tell(message)
  process.exit()
}
