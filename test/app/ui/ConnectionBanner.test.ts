import { expect, it, vi } from 'vitest'
import { patiently } from '#app/lib/patiently.ts'
import ConnectionBanner from '#app/ui/ConnectionBanner.vue'
import { FakeSocket, byRole, goOnline, links, mountPage, settle, textOf } from '../harness.ts'

const said = () => textOf(byRole('status'))

it('a lost connection is said after a moment, and no longer than it lasts', async () => {
  vi.useFakeTimers()
  links().token.keep('t')
  const socket = goOnline()
  mountPage(ConnectionBanner)

  socket.close()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(said()).toBe('')
  FakeSocket.latest.close()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(said()).toContain('Сообщения сохранены и уйдут, когда связь вернётся')
  FakeSocket.latest.accept()
  await settle()

  expect(said()).toBe('')
})

it('a part that does not arrive is said while the page is connected, and no longer than it is missing', async () => {
  vi.useFakeTimers()
  links().token.keep('t')
  const socket = goOnline()
  mountPage(ConnectionBanner)
  const seconds = async (count: number) => {
    for (let passed = 0; passed < count; passed += 1) {
      await vi.advanceTimersByTimeAsync(1_000)
      socket.push({ type: 'pong' })
    }
  }
  let isThere = false
  const part = patiently(async () => {
    if (!isThere) throw new TypeError('Failed to fetch dynamically imported module: /assets/Part.js')
    return 'the part'
  })()

  await seconds(7)
  expect(said()).toBe('')
  await seconds(2)
  expect(said()).toContain('Перезагрузите страницу, черновики сохранены')
  isThere = true
  await seconds(5)

  expect(await part).toBe('the part')
  expect(said()).toBe('')
})

it('a part that is broken in itself is not asked for again', async () => {
  const load = vi.fn<() => Promise<string>>(() => Promise.reject(new TypeError('x is not a function')))

  await expect(patiently(load)()).rejects.toThrow('x is not a function')
  expect(load).toHaveBeenCalledTimes(1)
})
