import type { Faults } from './faults.ts'

/** What would have ended a server process; here it goes on, so that the rest is still tried. */
export function watchProcess(faults: Faults, stepNow: () => string): { stop(): void } {
  const hear = (what: string) => (error: unknown) => {
    const message = `${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
    faults.add({ row: 'the process', role: '-', kind: 'crash', message, example: { step: stepNow(), input: '' } })
  }
  const rejected = hear('unhandled rejection')
  const thrown = hear('uncaught exception')
  process.on('unhandledRejection', rejected)
  process.on('uncaughtException', thrown)
  return {
    stop() {
      process.off('unhandledRejection', rejected)
      process.off('uncaughtException', thrown)
    },
  }
}
