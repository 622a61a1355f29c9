import { expect, it, vi } from 'vitest'
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
