import { request, type Server } from 'node:http'
import { setImmediate } from 'node:timers/promises'
import { Hono } from 'hono'
import { expect, it } from 'vitest'
import { listen } from '#server/platform/http/node.ts'

it('P4 what somebody asked for who has hung up is finished before the server is closed', async () => {
  const order: string[] = []
  const begun = Promise.withResolvers<undefined>()
  const goOn = Promise.withResolvers<undefined>()
  const app = new Hono().get('/', async (context) => {
    begun.resolve(undefined)
    await goOn.promise
    order.push('handled')
    return context.text('done')
  })
  const listening = await listen(app, '127.0.0.1', 0)
  const asking = request({ host: '127.0.0.1', port: listening.port })
  asking.on('error', () => {}).end()
  await begun.promise
  asking.destroy()
  const closed = listening.close().then(() => order.push('closed'))
  // Its connection is gone, and with it what the server itself waits for.
  while (listening.server.listening || (await connectionsOf(listening.server)) > 0) await setImmediate()
  await setImmediate()
  goOn.resolve(undefined)
  await closed

  expect(order).toEqual(['handled', 'closed'])
})

function connectionsOf(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.getConnections((error, count) => (error === null ? resolve(count) : reject(error)))
  })
}
