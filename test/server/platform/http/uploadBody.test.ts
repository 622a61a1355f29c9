import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { makeIncoming, makeUploadPace } from '#server/platform/http/uploadBody.ts'

/** As the connection gives them: each in memory of its own. */
const pieceOf = (bytes: number, value: number) => Buffer.from(new Uint8Array(bytes).fill(value).buffer)

it('what is written is given back before the next comes, not when memory is collected', async () => {
  const source = new PassThrough({ highWaterMark: 1 })
  const pieces = Array.from({ length: 30 }, (_, index) => pieceOf(64 * 1024, index))
  const sending = (async () => {
    for (const piece of pieces) {
      source.write(piece)
      await new Promise((resolve) => setImmediate(resolve))
    }
    source.end()
  })()
  const seen: number[] = []
  let written: readonly Uint8Array[] = []
  for await (const some of makeIncoming(source, makeUploadPace()).atMost(30 * 64 * 1024)) {
    expect(written.map(({ byteLength }) => byteLength)).toEqual(written.map(() => 0))
    for (const piece of some) {
      expect(piece.every((byte) => byte === piece[0])).toBe(true)
      seen.push(piece[0] ?? -1)
    }
    written = some
  }
  await sending

  expect(seen).toEqual(pieces.map((_, index) => index))
  expect(pieces.map(({ byteLength }) => byteLength)).toEqual(pieces.map(() => 0))
})

it('a piece of memory that others use, too, is left alone', async () => {
  const shared = pieceOf(100, 7)
  const source = new PassThrough()
  source.end(shared.subarray(10, 20))
  let bytes = 0
  for await (const some of makeIncoming(source, makeUploadPace()).atMost(100))
    for (const piece of some) bytes += piece.length

  expect([bytes, shared.byteLength]).toEqual([10, 100])
})

it('no more than half a megabyte waits for a disk that is slow', async () => {
  const source = new PassThrough({ highWaterMark: 1 })
  source.write(pieceOf(10, 1))
  const pieces = makeIncoming(source, makeUploadPace()).atMost(10 * 1024 * 1024)
  const reading = pieces[Symbol.asyncIterator]()
  await reading.next()
  for (let piece = 0; piece < 40; piece += 1) source.write(pieceOf(64 * 1024, 2))
  while (!source.isPaused()) await new Promise((resolve) => setImmediate(resolve))
  const { value } = await reading.next()
  await reading.return?.()

  const waited: readonly Uint8Array[] = value ?? []
  expect(waited.reduce((sum, { length }) => sum + length, 0)).toBe(512 * 1024)
})

it('several uploads side by side share a pace, so that messages go first; one alone does not wait', async () => {
  const pace = makeUploadPace()
  const megabytes = 4 * 1024 * 1024
  const soonest = (taking: Promise<void>) =>
    Promise.race([taking.then(() => 'at once'), new Promise((resolve) => setImmediate(() => resolve('paced')))])
  const leave = pace.begin()
  expect(await soonest(pace.take(megabytes))).toBe('at once')

  const leaveToo = pace.begin()
  expect(await soonest(pace.take(megabytes))).toBe('paced')

  leaveToo()
  expect(await soonest(pace.take(megabytes))).toBe('at once')
  leave()
})
