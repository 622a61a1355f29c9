import pino from 'pino'
import type { Log } from '#server/platform/log.ts'

export type LogLine = { level: number; msg: string; [field: string]: unknown }

export type MemoryLog = {
  log: Log
  /** Everything that was written, as it would stand in the log. */
  text(): string
  /** Lines at the level error, oldest first; asking for them means that they were expected. */
  takeErrors(): LogLine[]
}

const errorLevel = 50

/** A log that a test can read: what is logged as an error and not expected fails the test file (house rule 38). */
export function makeMemoryLog(): MemoryLog {
  const lines: string[] = []
  let errors: LogLine[] = []
  const write = (line: string) => {
    lines.push(line)
    const parsed: LogLine = JSON.parse(line)
    if (parsed.level >= errorLevel) errors.push(parsed)
  }
  return {
    log: pino({ level: 'debug', base: {} }, { write }),
    text: () => lines.join(''),
    takeErrors() {
      const taken = errors
      errors = []
      return taken
    },
  }
}
