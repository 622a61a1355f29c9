import { createServer } from 'node:http'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { afterPatience, waitedForProcessor } from '#test/fuzz/patience.ts'
import { openSender } from '#test/fuzz/send.ts'

describe('the patience of the fuzz', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
  afterEach(() => void vi.useRealTimers())

  it('is over when the process had so much time, and not while others have the processor', () => {
    const late = vi.fn<() => void>()
    let waited = 5000
    afterPatience(1000, late, () => waited)

    waited += 900
    vi.advanceTimersByTime(1000)
    vi.advanceTimersByTime(899)
    expect(late).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(late).toHaveBeenCalledOnce()
  })

  it('without others is over at once, and never once it was answered', () => {
    const late = vi.fn<() => void>()
    const never = vi.fn<() => void>()
    afterPatience(1000, late, () => 5000)
    afterPatience(1000, never, () => 5000)()

    vi.advanceTimersByTime(1000)

    expect(late).toHaveBeenCalledOnce()
    expect(never).not.toHaveBeenCalled()
  })
})

it('control: a server that never answers is silent, however busy the machine', async () => {
  const server = createServer(() => {})
  const { promise, resolve } = Promise.withResolvers<number>()
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    resolve(typeof address === 'object' && address !== null ? address.port : 0)
  })
  const sender = openSender(`http://127.0.0.1:${await promise}`, 200)

  const reply = await sender.send({ method: 'GET', path: '/', headers: {}, body: '' })

  expect(reply.how).toBe('silent')
  expect(waitedForProcessor()).toBeGreaterThanOrEqual(0)
  sender.close()
  server.closeAllConnections()
  server.close()
})
