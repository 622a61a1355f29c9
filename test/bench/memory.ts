import { readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import type { ServerProcess } from '#test/support/serverProcess.ts'

/** What a server needs so that its memory at rest can be told: it throws away what nobody uses when it is asked to. */
export const collecting = [
  '--expose-gc',
  '--import',
  `data:text/javascript,process.on('SIGUSR2', () => globalThis.gc())`,
]

/** The highest mark of the server's memory while something happens, above its memory at rest, in MB. */
export async function peakAboveRest(server: ServerProcess, act: () => Promise<unknown>): Promise<number> {
  for (let i = 0; i < 3; i += 1) {
    server.kill('SIGUSR2')
    await delay(300)
  }
  const resting = megabytes(server, 'VmRSS')
  // Writing 5 there sets the highest mark back.
  writeFileSync(`/proc/${server.pid}/clear_refs`, '5')
  await act()
  return megabytes(server, 'VmHWM') - resting
}

function megabytes({ pid }: ServerProcess, field: string): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024
}

/** What the process has had of the processors since it began, its threads together. */
export function processorMs({ pid }: Pick<ServerProcess, 'pid'>): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  const ticksPerSecond = 100
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond
}
