import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

export type Measured = { code: number | null; out: string; error: string; seconds: number; peakMb: number }

/** Runs a program of ours to its end, and says what it wrote, how long it took and the most memory that it held. */
export async function runMeasured(...args: string[]): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'opora-peak-'))
  try {
    const peakFile = join(folder, 'peak')
    const preload = new URL('peakMemory.ts', import.meta.url).href
    const startedAt = performance.now()
    const child = spawn(process.execPath, ['--import', preload, ...args], {
      env: { ...process.env, OPORA_PEAK_FILE: peakFile },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const [out, error] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
    const seconds = (performance.now() - startedAt) / 1000
    return { code: child.exitCode, out, error, seconds, peakMb: Number(await readFile(peakFile, 'utf8')) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
