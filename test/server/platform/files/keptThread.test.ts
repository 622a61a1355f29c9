import { once } from 'node:events'
import type { Worker } from 'node:worker_threads'
import { afterEach, expect, it, vi } from 'vitest'
import { keptThread } from '#server/platform/files/keptThread.ts'

const source = `
  import { parentPort, threadId } from 'node:worker_threads'
  parentPort.on('message', (order) => {
    if (order === 'fail') throw new Error('it failed')
    parentPort.postMessage(threadId)
  })`
const open = () => keptThread(new URL(`data:text/javascript,${encodeURIComponent(source)}`))

async function tell(thread: Worker, order: string): Promise<number> {
  thread.postMessage(order, [])
  const [answer]: number[] = await once(thread, 'message')
  return answer ?? 0
}

afterEach(() => {
  vi.useRealTimers()
})

it('one file after the other has the same thread', async () => {
  const onThread = open()

  const first = await onThread((thread) => tell(thread, 'write'))
  const second = await onThread((thread) => tell(thread, 'write'))

  expect(second).toBe(first)
})

it('a thread that failed says why, and the next file has another one', async () => {
  const onThread = open()
  const first = await onThread((thread) => tell(thread, 'write'))

  await expect(onThread((thread) => tell(thread, 'fail'))).rejects.toThrow('it failed')

  expect(await onThread((thread) => tell(thread, 'write'))).not.toBe(first)
})

it('a thread that nobody wants for a while ends, and one that is wanted again does not', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const onThread = open()
  const known: Worker[] = []
  const write = () =>
    onThread((thread) => {
      known.push(thread)
      return tell(thread, 'write')
    })

  const first = await write()
  vi.advanceTimersByTime(4000)
  const second = await write()
  vi.advanceTimersByTime(4000)
  const third = await write()
  const ended = Promise.all(known.slice(0, 1).map((thread) => once(thread, 'exit')))
  vi.advanceTimersByTime(5000)
  await ended

  expect([second, third]).toEqual([first, first])
  expect(await write()).not.toBe(first)
})

it('a file that is wanted in the moment in which its thread ends gets another one', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const onThread = open()
  const orEnded = (thread: Worker) =>
    Promise.race([tell(thread, 'write'), once(thread, 'exit').then(() => 'it has ended')])

  const first = await onThread(orEnded)
  vi.advanceTimersByTime(5000)
  const second = await onThread(orEnded)

  expect(second).toBeTypeOf('number')
  expect(second).not.toBe(first)
})
