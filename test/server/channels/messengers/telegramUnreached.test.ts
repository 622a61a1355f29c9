import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { Api } from 'grammy'
import { expect, it } from 'vitest'
import { failureOf } from '#server/channels/messengers/telegramFailure.adapter.ts'

const said = async (root: string) => {
  try {
    await new Api('1:token', { apiRoot: root }).sendMessage(1, 'да')
    return null
  } catch (error) {
    return failureOf(error)
  }
}

it('I2 where nobody was spoken to a message is sent again, also a notice', async () => {
  expect(await said('http://127.0.0.1:9')).toMatchObject({ is: 'retry', reason: 'notReached' })
  expect(await said('http://no-such-host.invalid')).toMatchObject({ is: 'retry', reason: 'notReached' })
})

it('control: a line that is cut once it was taken leaves its fate unknown', async () => {
  const server = createServer((socket) => void socket.once('data', () => socket.destroy()))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  expect(await said(`http://127.0.0.1:${port}`)).toMatchObject({ is: 'unknownFate' })
  server.close()
})
