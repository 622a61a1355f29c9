import { defineStore } from 'pinia'
import type {
  OrderOwedInput,
  OrderView,
  PlaceOrderInput,
  RecordPaymentInput,
  TakeBackPaymentInput,
} from '#contract/billing/orders.types.ts'
import { useCall } from '#app/lib/api.ts'
import { useHistoryStore } from '../historyStore.ts'
import { usePagedList } from '#app/lib/usePagedList.ts'

const limit = 50

/** Orders as they are placed, paid and cancelled; and the desk's list of all that wait for money. */
export const useOrdersStore = defineStore('billingOrders', () => {
  const call = useCall()
  const history = useHistoryStore()
  const open = usePagedList<OrderView, string>(async (cursor) => {
    const input = { side: 'desk', status: 'open', limit } as const
    const page = await call('listOrders', { ...input, ...(cursor !== null && { cursor }) })
    return { rows: page.orders, next: page.nextCursor }
  })

  async function cancel(orderId: string): Promise<void> {
    keep(await call('cancelOrder', { orderId }))
  }

  async function recordPayment(input: RecordPaymentInput): Promise<OrderView> {
    const order = await call('recordPayment', input)
    keep(order)
    return order
  }

  async function takeBack(input: TakeBackPaymentInput): Promise<OrderView> {
    const order = await call('takeBackPayment', input)
    keep(order)
    return order
  }

  async function sendInvoice(orderId: string): Promise<void> {
    keep(await call('sendInvoice', { orderId }))
  }

  /** As it is now; null where it is not among the newest any more. */
  async function find(orderId: string): Promise<OrderView | null> {
    const { orders } = await call('listOrders', { side: 'client', limit })
    return orders.find((one) => one.orderId === orderId) ?? null
  }

  function keep(order: OrderView): void {
    const isSame = ({ orderId }: OrderView): boolean => orderId === order.orderId
    history.orders.replace(isSame, order)
    open.replace(isSame, order)
  }

  return {
    open,
    find,
    place: (input: PlaceOrderInput): Promise<OrderView> => call('placeOrder', input),
    orderOwed: (input: OrderOwedInput): Promise<OrderView> => call('orderOwed', input),
    cancel,
    recordPayment,
    takeBack,
    sendInvoice,
  }
})
