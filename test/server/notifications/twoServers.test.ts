import { sql } from 'kysely'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { now } from '#server/platform/clock.ts'
import { eventually } from '#test/support/eventually.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../tickets/scene.ts'

/** Both by their own pace: whoever comes first takes what is due, and the other one must find nothing left. */
let scene: Scene
let stopAnother: () => Promise<void>
let deskId: string
beforeAll(async () => {
  scene = await startScene()
  stopAnother = (await scene.world.startAnother()).stop
  await scene.world.enter('client', 2)
  deskId = (await scene.world.call('readOffers', { account: { side: 'client', deskId: null } }, scene.admin)).deskId
}, 60_000)
afterAll(async () => {
  await stopAnother()
  await scene.world.stop()
})

const notified = v.object({ TAG: v.string(), USER_ID: v.union([v.string(), v.number()]), MESSAGE: v.string() })

/** Whom a portal was told of an order, as often as the portal was asked to say it. */
function toldOf(orderId: string, words: RegExp): string[] {
  return ['client', 'partner']
    .flatMap((portal) =>
      scene.world.sandbox
        .requests(portal, 'im.notify.system.add')
        .map(({ params }) => v.parse(notified, params))
        .filter(({ TAG, MESSAGE }) => TAG === `OPORA|BILLING|${orderId}` && words.test(MESSAGE))
        .map(({ USER_ID }) => `${portal} ${USER_ID}`),
    )
    .toSorted()
}

async function place(quanta: number): Promise<string> {
  const orderId = newId()
  const total = { minor: quanta * 600_00, currency: 'RUB' }
  await scene.world.call('placeOrder', { deskId, orderId, planCode: 'prepaid', quanta, total }, scene.admin)
  return orderId
}

it('D4 an order that lapses while two servers share the database is told once a person', async () => {
  const orderIds = await Promise.all([21, 22, 23, 24, 25, 26].map(place))
  const readers = ['client 1', 'client 2', 'client 3', 'partner 1']

  await sql`update orders set lapses_at = ${now().toISOString()}`.execute(scene.world.store.db)
  await eventually(() => expect(orderIds.flatMap((id) => toldOf(id, /закрыт/))).toHaveLength(readers.length * 6))

  // What was told of later shows that nothing of before is still on its way.
  const last = await place(30)
  await eventually(() => expect(toldOf(last, /ждёт оплаты/)).toHaveLength(readers.length - 1))
  for (const orderId of orderIds) {
    expect(toldOf(orderId, /закрыт/)).toEqual(readers)
    expect(toldOf(orderId, /ждёт оплаты/)).toEqual(readers.filter((reader) => reader !== 'client 1'))
  }
}, 60_000)
