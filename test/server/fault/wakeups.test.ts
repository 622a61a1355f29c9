import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPubSub, type PubSub } from '#server/platform/realtime/pubsub.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { makeMemoryLog } from '#test/support/memoryLog.ts'

let database: Awaited<ReturnType<typeof cloneDatabase>>
const opened: PubSub[] = []

beforeAll(async () => {
  database = await cloneDatabase()
})

afterAll(async () => {
  for (const pubSub of opened) await pubSub.close()
  await database.drop()
})

it('P5 whatever servers say to each other at once fits their packets, in any language', async () => {
  const memory = makeMemoryLog()
  const [here, there] = [await openPubSub(database.url, memory.log), await openPubSub(database.url, memory.log)]
  opened.push(here, there)
  const people = [{ side: 'desk', userId: 7, name: 'Ы' }]
  const said = Array.from({ length: 300 }, (_, index) => JSON.stringify({ kind: 'here', ticketId: `${index}`, people }))
  const streams = Array.from({ length: 500 }, () => `t:${crypto.randomUUID()}`)
  const heard = { said: new Set<string>(), streams: new Set<string>() }
  const all = Promise.withResolvers<void>()
  const look = () => {
    if (heard.said.size === said.length && heard.streams.size === streams.length) all.resolve()
  }
  there.onText((what) => {
    heard.said.add(what)
    look()
  })
  there.onPublished((woken) => {
    for (const stream of woken) heard.streams.add(stream)
    look()
  })

  for (const what of said) here.publishText(what)
  here.publish(streams)
  await all.promise

  expect([...heard.said]).toEqual(said)
  expect(memory.text()).toBe('')
})
