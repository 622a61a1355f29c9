import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lockAccount } from '#server/billing/accounts/accounts.sql.ts'
import { placeOrder } from '#server/billing/orders/orders.commands.ts'
import { openStore, type Store } from '#server/platform/db/db.ts'
import { makeTransaction, type UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { lockPortal } from '#server/portals/feature.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { openOne } from '#server/tickets/links/continuation.commands.ts'
import { openTicket } from '#server/tickets/openTicket.commands.ts'
import { cloneDatabase, type Database } from '#test/support/database.ts'
import { untilSomebodyWaits } from '#test/support/locks.ts'
import { customerPorts, ticketDeps } from '#test/support/ticketDeps.ts'
import { openBillingStage, type BillingStage, type Pair } from '../billing/billingStage.ts'

const monday = new Date('2026-03-02T07:00:00Z')
const total = { minor: 12 * 600_00, currency: 'RUB' }
const customers = { ...customerPorts, syncLater: async () => {} }

let database: Database
let stage: BillingStage
let store: Store
let desk: Pair['desk']
beforeAll(async () => {
  database = await cloneDatabase()
  stage = await openBillingStage(database.url)
  store = openStore(database.url, 10)
  desk = await stage.openDesk(quantumMaintenance)
}, 60_000)
afterAll(async () => {
  await store.close()
  await stage.close()
  await database.drop()
})

const work = <Result>(act: (unit: UnitOfWork) => Promise<Result>) => makeTransaction(store.db, () => {})(act, monday)

type Way = typeof openOne

/** As the app opens one, which looks for everything at once beforehand, and as others do. */
const ways: [string, Way][] = [
  ['from the app', openOne],
  ['from elsewhere', openTicket],
]

async function open(
  unit: UnitOfWork,
  { client }: Pair,
  way: Way = openOne,
  { ticketId, messageId } = { ticketId: randomUUID(), messageId: randomUUID() },
): Promise<string> {
  await lockPortal(unit, client.memberId)
  const opening = { ticketId, messageId, subject: 'Почта', text: 'Не приходят письма' }
  await way(unit, ticketDeps, client.admin, opening, { deskId: desk.deskId, hasPeople: true })
  return ticketId
}

async function order({ client }: Pair): Promise<(unit: UnitOfWork) => Promise<void>> {
  const orderId = randomUUID()
  const { deskId, owner } = desk
  await work((unit) =>
    placeOrder(unit, customers, client.admin, { deskId, orderId, planCode: 'prepaid', quanta: 12, total }),
  )
  const payment = { orderId, documentNumber: orderId, documentDate: '2026-03-01', amount: total }
  return (unit) => stage.billing.payments.recordPayment(unit, owner, payment)
}

async function kept(ticketId: string) {
  const { rows } = await sql<{ number: number; waits: boolean; types: string[]; plans: string[] }>`
    select split_part(number, '-', 2)::int as number, awaits_payment as waits,
           (select array_agg(type order by seq) from journal j where j.ticket_id = t.ticket_id) as types,
           (select payload -> 'plans' from journal j where j.ticket_id = t.ticket_id and seq = 1) as plans
      from tickets t where ticket_id = ${ticketId}`.execute(store.db)
  const [row] = rows
  if (row === undefined) throw new Error('the ticket is gone')
  return row
}

describe('T2 the number is taken last', () => {
  it('so that whoever is held up in opening a ticket holds up no other portal of the desk', async () => {
    const [slow, quick] = [await stage.openClient(desk), await stage.openClient(desk)]
    await stage.pay(monday, slow, 12, { unit: 'days', count: 30 })
    let opening: Promise<string> = Promise.resolve('')

    const quickId = await work(async (unit) => {
      await lockAccount(unit, { deskId: desk.deskId, memberId: slow.client.memberId })
      opening = work((other) => open(other, slow))
      await untilSomebodyWaits(stage.db())
      return work(async (other) => {
        await sql`set local lock_timeout = '2s'`.execute(other.tx)
        return open(other, quick)
      })
    })
    const slowId = await opening

    expect((await kept(slowId)).number).toBe((await kept(quickId)).number + 1)
  })
})

describe.each(ways)('T8 an opening %s of a ticket that somebody else is opening', (_name, way) => {
  it('waits for them, and is that ticket', async () => {
    const pair = await stage.openClient(desk)
    const ids = { ticketId: randomUUID(), messageId: randomUUID() }
    let opening: Promise<string> = Promise.resolve('')

    await work(async (unit) => {
      await open(unit, pair, way, ids)
      opening = work((other) => open(other, pair, way, ids))
      await untilSomebodyWaits(stage.db())
    })

    expect(await opening).toBe(ids.ticketId)
    expect((await kept(ids.ticketId)).types.slice(0, 3)).toEqual([
      'ticket.opened',
      'message.sent',
      'ticket.awaitingPayment',
    ])
  })
})

describe.each(ways)('Q7 an opening %s that goes by there being no account', (_name, way) => {
  it('is waited for by the first payment, which finds its ticket', async () => {
    const pair = await stage.openClient(desk)
    const pay = await order(pair)
    let paying: Promise<void> = Promise.resolve()

    const ticketId = await work(async (unit) => {
      const opened = await open(unit, pair, way)
      paying = work(pay)
      await untilSomebodyWaits(stage.db())
      return opened
    })
    await paying

    const { waits, types } = await kept(ticketId)
    expect(waits).toBe(false)
    expect(types.slice(2)).toEqual(['ticket.awaitingPayment', 'ticket.paid', 'ticket.planned'])
  })

  it('waits for a first payment that is on its way, and goes by what it brings', async () => {
    const pair = await stage.openClient(desk)
    const pay = await order(pair)
    let opening: Promise<string> = Promise.resolve('')

    await work(async (unit) => {
      await pay(unit)
      opening = work((other) => open(other, pair, way))
      await untilSomebodyWaits(stage.db())
    })

    expect(await kept(await opening)).toMatchObject({
      waits: false,
      types: ['ticket.opened', 'message.sent'],
      plans: ['prepaid'],
    })
  })
})
