import { EventEmitter } from 'node:events'
import type { Runner, WorkerEvents } from 'graphile-worker'
import { expect, it } from 'vitest'
import { keepRunning } from '#server/platform/jobs/runner.ts'
import { eventually } from '#test/support/eventually.ts'
import { makeMemoryLog } from '#test/support/memoryLog.ts'

/** One that begins to give up as it is told, and ends only where it is stopped before. */
function stubborn() {
  const emitter = new EventEmitter()
  const events: WorkerEvents = emitter
  const stopped: number[] = []
  let started = 0
  const start = async (): Promise<Runner> => {
    started += 1
    const number = started
    const { promise, resolve } = Promise.withResolvers<void>()
    const hasGivenUp = { yet: false }
    events.once('pool:gracefulShutdown', () => {
      hasGivenUp.yet = true
    })
    emitter.emit('pool:create', {})
    const stop = async () => {
      stopped.push(number)
      if (!hasGivenUp.yet) resolve()
    }
    return {
      promise,
      stop,
      kill: stop,
      events,
      addJob: () => Promise.reject(new Error('none')),
      [Symbol.asyncDispose]: stop,
    }
  }
  const giveUp = () => emitter.emit('pool:gracefulShutdown', {})
  return { events, start, giveUp, stopped, count: () => started }
}

it('decision 6: a worker that never ends giving up is left behind, and another takes its place', async () => {
  const worker = stubborn()
  const kept = await keepRunning(worker.start, { log: makeMemoryLog().log, events: worker.events, patience: 10 })
  worker.giveUp()
  await eventually(() => expect(worker.count()).toBe(2))
  expect(worker.stopped).toEqual([1])
  await kept.stop()
  expect(worker.count()).toBe(2)
})
