import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { memoryMb, postgresMemoryMb, round, type Figures } from './figures.ts'
import { ensureBuilt } from './pages.ts'

/** `npm start` on a new data folder, then again on the same one: from the spawn to the line that says it listens. */
export async function benchStart(): Promise<Figures> {
  await ensureBuilt()
  const dataDir = await mkdtemp(join(tmpdir(), 'opora-bench-'))
  // Run as root, the database is another user's, who must be able to enter.
  await chmod(dataDir, 0o755)
  try {
    const first = await startOnce(dataDir)
    const later = await startOnce(dataDir)
    return {
      firstReadyMs: first.readyMs,
      laterReadyMs: later.readyMs,
      serverMemoryMb: later.serverMemoryMb,
      databaseMemoryMb: later.databaseMemoryMb,
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function startOnce(dataDir: string) {
  const startedAt = performance.now()
  const launcher = spawn(process.execPath, ['server/start.ts'], {
    env: { ...process.env, OPORA_DATA_DIR: dataDir, OPORA_PORT: '0', OPORA_LOG_LEVEL: 'silent', DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(launcher, 'exit')
  try {
    await Promise.race([readyLine(launcher.stdout), exited.then(() => Promise.reject(new Error('it did not start')))])
    const readyMs = round(performance.now() - startedAt, 0)
    // Ready is not yet at rest: the first jobs, sweeps and garbage collections belong to the figure.
    await new Promise((resolve) => setTimeout(resolve, 3000))
    const serverMemoryMb = memoryMb(await serverOf(launcher.pid ?? 0))
    return { readyMs, serverMemoryMb, databaseMemoryMb: postgresMemoryMb(dataDir) }
  } finally {
    launcher.kill('SIGTERM')
    await exited
  }
}

async function readyLine(stdout: NodeJS.ReadableStream): Promise<void> {
  for await (const line of createInterface({ input: stdout })) if (line.startsWith('{"opora":"ready"')) return
  throw new Error('it ended before it was ready')
}

async function serverOf(launcher: number): Promise<number> {
  for (const entry of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const status = await readFile(`/proc/${entry}/status`, 'utf8').catch(() => '')
    const command = await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '')
    const isChild = new RegExp(`^PPid:\\s+${launcher}$`, 'm').test(status)
    if (isChild && command.includes('main.ts')) return Number(entry)
  }
  return launcher
}
