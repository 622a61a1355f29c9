import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPubSub, type PubSub } from '#server/platform/realtime/pubsub.ts'
import { encodeWake, type Wake } from '#server/platform/db/wakes.ts'
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
  const wakes = Array.from({ length: 500 }, (): Wake => ({
    what: 'ticket',
    ticketId: crypto.randomUUID(),
    isForDeskAlone: false,
  }))
  const heard = { said: new Set<string>(), wakes: new Set<string>() }
  const all = Promise.withResolvers<void>()
  const look = () => {
    if (heard.said.size === said.length && heard.wakes.size === wakes.length) all.resolve()
  }
  there.onText((what) => {
    heard.said.add(what)
    look()
  })
  there.onPublished((woken) => {
    for (const wake of woken) heard.wakes.add(encodeWake(wake))
    look()
  })

  for (const what of said) here.publishText(what)
  here.publish(wakes)
  await all.promise

  expect([...heard.said]).toEqual(said)
  expect(memory.text()).toBe('')
})

it('P5 what could not be said while the connection was away is said afterwards, and who could not listen knows that', async () => {
  const memory = makeMemoryLog()
  const [here, there] = [await openPubSub(database.url, memory.log), await openPubSub(database.url, memory.log)]
  opened.push(here, there)
  const missed = Promise.withResolvers<void>()
  const woken = Promise.withResolvers<readonly Wake[]>()
  there.onMissed(() => missed.resolve())
  there.onPublished(woken.resolve)
  const wake: Wake = { what: 'billing', deskId: crypto.randomUUID(), memberId: 'abc' }

  await cutOff()
  here.publish([wake])
  await missed.promise

  expect(await woken.promise).toEqual([wake])
})

/** Ends every connection that listens in this database. */
async function cutOff(): Promise<void> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query(`
    select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid()`)
  await client.end()
}
