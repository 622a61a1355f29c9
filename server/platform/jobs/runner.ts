import { setTimeout as delay } from 'node:timers/promises'
import type { Runner, WorkerEvents } from 'graphile-worker'
import type { Log } from '../log.ts'

const pauseMilliseconds = 500
const patienceMilliseconds = 5000

type Watched = { log: Log; events: WorkerEvents; patience?: number }

/**
 * graphile-worker gives up as a whole when it cannot write down that a job has ended, as when the database restarts just
 * then. The server lives on, so the worker is started again; what was left of the old one is freed as of any dead one.
 * After two such failures it also counts its own wrongly and waits for ever to give up: then it is left behind after
 * `patience` milliseconds. `restart`: once what it works on has ended.
 */
export async function keepRunning(
  start: () => Promise<Runner>,
  { log, events, patience = patienceMilliseconds }: Watched,
): Promise<{ restart(): void; stop(): Promise<void> }> {
  const stopping = new AbortController()
  const { signal } = stopping
  let overdue = Promise.withResolvers<void>()
  events.on('pool:create', () => {
    overdue = Promise.withResolvers<void>()
  })
  events.on('pool:gracefulShutdown', () => {
    setTimeout(overdue.resolve, patience).unref()
  })
  let runner: Runner | null = await start()

  async function supervise() {
    while (!signal.aborted) {
      await Promise.race([runner?.promise.catch(() => {}), overdue.promise])
      // One that is left behind takes no more jobs; its crontab ends with it.
      runner?.stop().catch(() => {})
      runner = null
      await delay(pauseMilliseconds, undefined, { signal }).catch(() => {})
      if (signal.aborted) return
      log.warn('the worker had given up and is started again')
      runner = await start().catch((error: unknown) => {
        log.warn({ err: error }, 'the worker could not be started')
        return null
      })
    }
    await runner?.stop()
  }
  const supervised = supervise()

  return {
    restart() {
      runner?.stop().catch(() => {})
    },
    async stop() {
      stopping.abort()
      // One that has just given up refuses to be stopped; it is.
      await runner?.stop().catch(() => {})
      await supervised
    },
  }
}
