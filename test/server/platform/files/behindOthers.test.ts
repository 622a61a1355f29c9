import { getPriority } from 'node:os'
import { readlinkSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'

const script = `
  const { readlinkSync } = require('node:fs')
  const { getPriority } = require('node:os')
  const { parentPort, workerData } = require('node:worker_threads')
  import(workerData).then(({ goBehindOthers }) => {
    goBehindOthers()
    parentPort.postMessage(getPriority(Number(/task\\/(\\d+)$/.exec(readlinkSync('/proc/thread-self'))[1])))
  })`

test('A4 the thread that makes an index goes behind all others, the main thread stays where it is', async () => {
  const before = mainPriority()
  const module = new URL('../../../../server/platform/files/behindOthers.ts', import.meta.url).href
  const thread = new Worker(script, { eval: true, workerData: module })
  const { promise, resolve, reject } = Promise.withResolvers<unknown>()
  thread.once('message', resolve).once('error', reject)
  expect(await promise).toBe(19)
  await thread.terminate()
  expect(mainPriority()).toBe(before)
})

function mainPriority(): number {
  return getPriority(Number(readlinkSync('/proc/self')))
}
