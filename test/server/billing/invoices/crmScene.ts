import type { OrderView } from '#contract/billing/orders.types.ts'
import { addJob } from '#server/platform/jobs/jobs.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { firstAdmin, newId, startWorld, type World } from '#test/support/world.ts'
import { connect } from '../../situation.ts'

export type CrmScene = Awaited<ReturnType<typeof openCrmScene>>

const scopes = ['placement', 'im', 'imbot', 'user_brief']

/** A desk whose portal has granted its CRM and its online payments, and its client; orders, and what CRM has of them. Jobs run when a test turns. */
export async function openCrmScene() {
  const world = await startWorld(cloneDatabase, paceByHand())
  const { sandbox } = world
  sandbox.setScopes('partner', [...scopes, 'crm', 'salescenter'])
  await world.install('partner', 'desk')
  await world.install('client', 'client')
  const owner = await enter(world, 'partner')
  const admin = await enter(world, 'client')
  await connect(world, admin, owner)
  const { deskId } = await world.call('readDesk', {}, owner)
  const memberId = sandbox.portals.client.memberId
  await world.turn()
  const { isGranted } = await world.call('readCompany', { of: { by: 'client', memberId } }, owner)
  if (!isGranted) throw new Error('the portal was not asked for its scopes')

  const orderOf = async (orderId: string, side: 'client' | 'desk' = 'desk'): Promise<OrderView> => {
    const { orders } = await world.call('listOrders', { side }, side === 'desk' ? owner : admin)
    const found = orders.find((one) => one.orderId === orderId)
    if (found === undefined) throw new Error('an order is not listed')
    return found
  }

  return {
    world,
    sandbox,
    owner,
    admin,
    deskId,
    memberId,
    orderOf,
    /** Nothing of the same waits from before: that would be found instead. */
    async place(quanta = 12): Promise<string> {
      const orderId = newId()
      const { orders } = await world.call('listOrders', { side: 'client', status: 'open' }, admin)
      for (const one of orders.filter((open) => open.quanta === quanta)) {
        await world.call('cancelOrder', { orderId: one.orderId }, admin)
      }
      const total = { minor: quanta * 600_00, currency: 'RUB' }
      await world.call('placeOrder', { deskId, orderId, planCode: 'prepaid', quanta, total }, admin)
      return orderId
    },
    /** The invoice that CRM has of this order, when all that was due has happened. */
    async invoiceOf(orderId: string): Promise<number> {
      await world.turn()
      const { invoice } = await orderOf(orderId)
      if (invoice?.state !== 'sent' || invoice.invoiceId === null) throw new Error(`the invoice is ${invoice?.state}`)
      return invoice.invoiceId
    },
    /** As a person does it in CRM. */
    markPaid: (invoiceId: number) => sandbox.changeInvoice('partner', invoiceId, { stageId: 'DT31_1:P' }),
    invoicesOf: (orderId: string) => sandbox.invoices('partner').filter(({ xmlId }) => xmlId === `opora-${orderId}`),
    async recordByHand(orderId: string, documentNumber: string, minor = 7200_00) {
      const amount = { minor, currency: 'RUB' }
      const input = { orderId, documentNumber, documentDate: '2026-11-20', amount }
      return world.call('recordPayment', input, owner)
    },
    takeBack: (orderId: string, documentNumber: string) =>
      world.call(
        'takeBackPayment',
        { orderId, documentNumber, documentDate: '2026-11-20', reason: 'Не тот заказ' },
        owner,
      ),
    async packagesOf(orderId: string): Promise<number> {
      const rows = await world.store.db
        .selectFrom('packages')
        .select('package_id')
        .where('order_id', '=', orderId)
        .execute()
      return rows.length
    },
    /** The regular job, at once instead of in its turn. */
    async readAgain(orderId: string): Promise<void> {
      await world.transaction((unit) => addJob(unit, 'syncInvoice', { orderId }, { key: `invoice check ${orderId}` }))
    },
  }
}

function enter(world: World, portal: string): Promise<string> {
  return world.enter(portal, firstAdmin(world.sandbox, portal))
}
