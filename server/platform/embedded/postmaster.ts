import { spawnSync } from 'node:child_process'
import { readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { systemErrorCode } from './startFailure.ts'

export type Postmaster = { pid: number; socketDir: string; status: string }

/** The PostgreSQL that runs on this folder now; a lock file left by a dead one, or whose number another process got, is none. */
export function findPostmaster(pg: string): Postmaster | undefined {
  const recorded = readLockFile(pg)
  if (recorded === undefined || !isPostgresOn(recorded.pid, pg)) return undefined
  return recorded
}

/** The number in a lock file whose process is alive but is not our PostgreSQL. */
export function strangerInLockFile(pg: string): number | undefined {
  const recorded = readLockFile(pg)
  if (recorded === undefined || !isAlive(recorded.pid) || isPostgresOn(recorded.pid, pg)) return undefined
  return recorded.pid
}

/** Fast shutdown first (open transactions are rolled back), harder when it does not come to an end. */
export async function stopPostmaster(pid: number, pg: string): Promise<void> {
  const steps = [
    { signal: 'SIGINT', patienceMs: 60_000 },
    { signal: 'SIGQUIT', patienceMs: 10_000 },
    { signal: 'SIGKILL', patienceMs: 5000 },
  ] as const
  for (const { signal, patienceMs } of steps) {
    if (!sendSignal(pid, signal)) return
    const givesUpAt = performance.now() + patienceMs
    // Asked by command line, not by number: an orphan that nobody waits for stays listed as a zombie.
    while (isPostgresOn(pid, pg) && performance.now() < givesUpAt) await delay(10)
    if (!isPostgresOn(pid, pg)) return
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return systemErrorCode(error) === 'EPERM'
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal)
  } catch (error) {
    if (systemErrorCode(error) === 'ESRCH') return false
    throw error
  }
}

/** Lines of postmaster.pid: pid, folder, start, port, socket folder, address, shared memory, status. */
function readLockFile(pg: string): Postmaster | undefined {
  const lines = readIfThere(join(pg, 'postmaster.pid'))?.split('\n') ?? []
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  return { pid, socketDir: lines[4]?.trim() ?? '', status: lines[7]?.trim() ?? 'starting' }
}

/** By its command line: other users' /proc/PID/cwd is closed even to root in a container. */
function isPostgresOn(pid: number, pg: string): boolean {
  const command = commandLine(pid)
  return command.includes('postgres') && command.includes(` -D ${realpathSync(pg)} `)
}

function commandLine(pid: number): string {
  if (process.platform === 'linux') return `${readIfThere(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ') ?? ''} `
  return `${spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim()} `
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    // ESRCH: a process that ended while its /proc file was read.
    const code = systemErrorCode(error)
    if (code === 'ENOENT' || code === 'ESRCH') return undefined
    throw error
  }
}
