import type { Locator } from 'playwright-core'
import { newId } from '#test/support/world.ts'
import { ago, DAY, MINUTE, type Buyer, type Sales } from './sales.ts'
import type { Visit } from './stage.ts'

/** A package that ends soon, a half-paid order, a work that was disputed and answered, one that waits, a timer that asks. */
export async function fillBusy(sales: Sales, busy: Buyer): Promise<void> {
  const { told, lead, owner, buy, order, ticket, start, work } = sales
  await buy(busy, 200, ago(28 * DAY))
  const ticketId = await ticket(busy, 'Mail is down', ago(20 * DAY))
  await ticket(busy, 'Another one', ago(20 * DAY))
  const answered = await work(ticketId, 25, ago(4 * DAY))
  const disputeId = newId()
  await told.tell(busy.admin, ago(3 * DAY), 'disputeInterval', { intervalId: answered, disputeId, reason: '`503`' })
  await told.tell(lead, ago(3 * DAY), 'answerDispute', { disputeId, text: '`503`', giveBack: 1 })
  const waiting = await work(ticketId, 15.5, ago(3 * DAY))
  await told.tell(busy.admin, ago(2 * DAY), 'disputeInterval', {
    intervalId: waiting,
    disputeId: newId(),
    reason: '`503`',
  })
  await work(ticketId, 5, ago(2 * DAY))
  const orderId = await order(busy, 12, ago(2 * DAY))
  const payment = { documentNumber: '17', documentDate: '2026-01-31', amount: { minor: 5000_00, currency: 'RUB' } }
  await told.tell(owner, ago(DAY), 'recordPayment', { orderId, ...payment })
  // A day without activity, and not long enough ago to have stopped by itself.
  await start(ticketId, ago(DAY + 30 * MINUTE))
}

/** A work of two hours that took everything. */
export async function runOut({ buy, ticket, work }: Sales, empty: Buyer): Promise<void> {
  await buy(empty, 12, ago(4 * DAY))
  const ticketId = await ticket(empty, 'Out of quanta', ago(3 * DAY))
  await work(ticketId, 120, ago(3 * DAY - MINUTE))
}

/** Works, ledger or orders of the open account. */
export function part({ app }: Visit, name: string): Locator {
  return app.getByRole('group', { name: 'Что показать' }).getByText(name, { exact: true })
}
