import { readFileSync, readdirSync } from 'node:fs'

/** One flat object of numbers, under the names that the README explains. */
export type Figures = Record<string, number>

export function percentile(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0
}

export function median(values: number[]): number {
  return percentile(
    values.toSorted((one, other) => one - other),
    0.5,
  )
}

export function round(value: number, digits = 1): number {
  return Number(value.toFixed(digits))
}

/** Memory of a process in MB, shared pages counted by their share where the system tells it (Linux). */
export function memoryMb(pid: number): number {
  const rollup = tryRead(`/proc/${pid}/smaps_rollup`)
  const pss = /^Pss:\s+(\d+) kB/m.exec(rollup)?.[1]
  const rss = /^VmRSS:\s+(\d+) kB/m.exec(tryRead(`/proc/${pid}/status`))?.[1]
  return round(Number(pss ?? rss ?? 0) / 1024)
}

/** All processes of a PostgreSQL server: the postmaster and its children. */
export function postgresMemoryMb(dataDir: string): number {
  return round(postgresPids(dataDir).reduce((sum, pid) => sum + memoryMb(pid), 0))
}

/** What they have had of the processors since the server began, those that have ended included. */
export function postgresCpuMs(dataDir: string): number {
  const ticks = postgresPids(dataDir).map((pid, index) => {
    const fields = tryRead(`/proc/${pid}/stat`).split(') ')[1]?.split(' ') ?? []
    // The postmaster has buried the others.
    const counted = index === 0 ? [11, 12, 13, 14] : [11, 12]
    return counted.reduce((sum, field) => sum + Number(fields[field] ?? 0), 0)
  })
  const ticksPerSecond = 100
  return (ticks.reduce((sum, own) => sum + own, 0) * 1000) / ticksPerSecond
}

function postgresPids(dataDir: string): number[] {
  const postmaster = Number(tryRead(`${dataDir}/pg/postmaster.pid`).split('\n')[0])
  const children = readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((entry) => new RegExp(`^PPid:\\s+${postmaster}$`, 'm').test(tryRead(`/proc/${entry}/status`)))
  return [postmaster, ...children.map(Number)]
}

function tryRead(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
