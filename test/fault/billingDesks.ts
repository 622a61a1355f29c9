import { randomUUID } from 'node:crypto'
import { beginOrder, place } from '#server/billing/orders/domain/order.ts'
import { insertOrder } from '#server/billing/orders/orders.sql.ts'
import { openStore } from '#server/platform/db/db.ts'
import { makeTransaction } from '#server/platform/db/unitOfWork.ts'
import { publishRegulation } from '#server/regulations/regulations.commands.ts'
import type { Regulation } from '#server/regulations/domain/document.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import type { BillingCase } from '#test/support/billingVectors.ts'
import { openChatWorld } from '#test/support/chatWorld.ts'

/** A vector on an account of its own: its packages are ordered, and each interval has a ticket and an agent. */
export type PlacedCase = {
  one: BillingCase
  deskId: string
  memberId: string
  ownerToken: string
  clientToken: string
  orders: { id: string; orderId: string; starts: string; total: { minor: number; currency: string } }[]
  intervals: { id: string; start: string; stop: string; ticketId: string; agentToken: string }[]
}

const beforeAll = new Date('2025-12-01T09:00:00Z')
/** Nobody signs in anew while the months go by, and no order lapses. */
const manyDays = 3 * 366
const DAY = 86_400_000

/** A desk for each length of a quantum, a client for each vector; nothing is paid and nobody works yet. */
export async function openBillingDesks(databaseUrl: string, cases: readonly BillingCase[]): Promise<PlacedCase[]> {
  const world = await openChatWorld(databaseUrl, { at: beforeAll, sessionMinutes: manyDays * 24 * 60 })
  const store = openStore(databaseUrl, 2)
  const transaction = makeTransaction(store.db, () => {})
  const placed: PlacedCase[] = []
  for (const [minutes, same] of Map.groupBy(cases, ({ quantumMinutes }) => quantumMinutes)) {
    const desk = await world.openDesk('partner')
    const publication = { document: selling(minutes), effectiveAt: null, lastVersion: 1 }
    await transaction((unit) => publishRegulation(unit, desk.owner, publication), beforeAll)
    for (const one of same) {
      const client = await world.openClient()
      await world.connect(client, desk)
      const key = { deskId: desk.deskId, memberId: client.memberId }
      const orders = one.packages.map((bought) => orderOf(bought))
      const by = { placedBy: client.admin.name, placedByUser: client.admin.userId }
      await transaction(async (unit) => {
        for (const { order } of orders) {
          await insertOrder(unit, { ...key, order, clientStatus: 1, regulationVersion: 2, ...by })
        }
      }, beforeAll)
      const intervals: PlacedCase['intervals'] = []
      for (const interval of one.intervals) {
        const { ticketId, deskToken } = await world.converse(client, desk)
        intervals.push({ ...interval, ticketId, agentToken: deskToken })
      }
      const tokens = { ownerToken: desk.ownerToken, clientToken: client.adminToken }
      placed.push({ one, ...key, ...tokens, orders: orders.map(({ order: _order, ...rest }) => rest), intervals })
    }
  }
  await store.close()
  await world.close()
  return placed
}

/** Packages of the vectors have dates of their own, which no plan of a regulation has. */
function orderOf({ id, quanta, starts, ends }: BillingCase['packages'][number]) {
  const orderId = randomUUID()
  const total = { minor: quanta * 600_00, currency: 'RUB' }
  const validity = { unit: 'days', count: (Date.parse(ends) - Date.parse(starts) + 0.25) / DAY } as const
  const quote = { quanta, total, validity }
  const order = beginOrder(place({ at: beforeAll, orderId, planCode: 'prepaid', quote, lapseDays: manyDays }))
  return { id, orderId, starts, total, order }
}

/** Nobody is asked whether they still work, and no deadline rings: the vectors know nothing of either. */
function selling(quantumMinutes: number): Regulation {
  const timer = { askAfterIdleMinutes: 1440, stopAfterMinutes: 120, askBeforeDayEndsMinutes: null }
  return {
    ...quantumMaintenance,
    escalation: [],
    work: { ...quantumMaintenance.work, quantumMinutes, timer },
  }
}
