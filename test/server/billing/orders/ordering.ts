import { randomUUID } from 'node:crypto'
import type { PlaceOrderInput, RecordPaymentInput } from '#contract/billing/orders.types.ts'
import { placeOrder } from '#server/billing/orders/orders.commands.ts'
import { findOrder } from '#server/billing/orders/orders.sql.ts'
import { customerPorts } from '#test/support/ticketDeps.ts'
import type { BillingStage, Pair } from '../billingStage.ts'

/** So many quanta of the prepaid plan, at its price. */
export const sized = (quanta: number) => ({ quanta, total: { minor: quanta * 600_00, currency: 'RUB' } })

/** Orders of twelve quanta, and payments that cover one, unless something else is said. */
export function orderingAt(given: () => { stage: BillingStage; desk: Pair['desk'] }) {
  return {
    place: async (at: Date, { client }: Pair, said: Partial<PlaceOrderInput> = {}): Promise<string> => {
      const { stage, desk } = given()
      const input = { deskId: desk.deskId, orderId: randomUUID(), planCode: 'prepaid', ...sized(12), ...said }
      await stage.work(at, (unit) => placeOrder(unit, customerPorts, client.admin, input))
      return input.orderId
    },
    record: (at: Date, orderId: string, said: Partial<RecordPaymentInput> = {}): Promise<void> => {
      const { stage, desk } = given()
      const { total: amount } = sized(12)
      const input = { orderId, documentNumber: '17', documentDate: '2026-03-01', amount, ...said }
      return stage.work(at, (unit) => stage.billing.payments.recordPayment(unit, desk.owner, input))
    },
    statusOf: async (orderId: string) => (await findOrder(given().stage.db(), orderId))?.order.status,
  }
}
