import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Projection } from '#server/platform/journal/projections.ts'
import { catchUp } from '#test/support/catchUp.ts'
import { openTicket } from '../../situation.ts'
import { startScene, type Scene } from '../../tickets/scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await startScene()
}, 60_000)
afterAll(() => scene.world.stop())

/** No ticket is there before they are. */
const nothingBefore = { revision: 1, behind: async () => ({ ticketIds: [], end: null }) }
const start = new Date('2026-11-20T09:00:00Z')
const seconds = (count: number) => new Date(start.getTime() + count * 1000)

it('a ticket of which a reaction fails holds no other back, and is tried again ever less often', async () => {
  const broken = new Set<string>()
  const logged: string[] = []
  let done: string[] = []
  const reaction: Projection = {
    name: 'tried',
    ...nothingBefore,
    async react(unit, tickets) {
      await sql`select 1`.execute(unit.tx)
      if (tickets.some(({ ticketId }) => broken.has(ticketId))) throw new Error('cannot be done')
      done.push(...tickets.map(({ ticketId }) => ticketId))
      return []
    },
  }
  const follow = async (at: Date) => {
    done = []
    logged.length = 0
    const log = { error: (_what: object, text?: string) => void logged.push(text ?? '') }
    await catchUp({ transaction: (act) => scene.world.transaction(act, at), log }, reaction)
    return done.toSorted()
  }
  await follow(start)
  const opened = await Promise.all(
    ['Первое', 'Второе', 'Третье'].map((subject) => openTicket(scene.world, scene.admin, subject)),
  )
  const [one = '', two = '', three = ''] = opened.map(({ ticketId }) => ticketId)
  broken.add(two)

  expect(await follow(start)).toEqual([one, three].toSorted())
  expect(logged).toHaveLength(2)
  expect(await follow(seconds(1))).toEqual([])
  expect(logged).toEqual([])
  await follow(seconds(2))
  expect(logged).toHaveLength(1)
  await follow(seconds(5))
  expect(logged).toEqual([])
  await scene.send(two, scene.admin)
  expect(await follow(seconds(6))).toEqual([])

  broken.clear()
  expect(await follow(seconds(30))).toEqual([two])
  expect(await follow(seconds(3600))).toEqual([])
})

it('what failed together but not alone is done at once', async () => {
  const done: string[] = []
  const reaction: Projection = {
    name: 'shy',
    ...nothingBefore,
    async react(_unit, tickets) {
      if (tickets.length > 1) throw new Error('not together')
      done.push(...tickets.map(({ ticketId }) => ticketId))
      return []
    },
  }
  const deps = { transaction: scene.world.transaction, log: { error: () => undefined } }
  await catchUp(deps, reaction)
  const opened = await Promise.all(['Четвёртое', 'Пятое'].map((one) => openTicket(scene.world, scene.admin, one)))

  await catchUp(deps, reaction)
  expect(done.toSorted()).toEqual(opened.map(({ ticketId }) => ticketId).toSorted())
})
