import type { Reader } from '#server/platform/db/db.ts'
import { sql } from 'kysely'
import type { OrderStatus } from '#contract/billing/orders.types.ts'
import type { InvoiceProblem, InvoiceState } from '#contract/billing/crm.types.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Order, Payment } from './domain/order.ts'
import type { Validity } from '../domain/validity.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'

export type StoredInvoice = {
  state: InvoiceState
  problem: InvoiceProblem | null
  invoiceId: number | null
  number: string | null
  hasCompany: boolean
  /** Where it is paid online; null where the portal gave no such address. */
  payLink: string | null
  /** By this program, to where it is now. */
  isMoved: boolean
}

/** One that was taken back counts no more, and stays for both sides to read. */
export type StoredPayment = Payment & {
  recordedAt: Date
  recordedBy: string
  takenBack: { at: Date; by: string; reason: string } | null
}

/** An order as its row has it, besides what the domain decides by. */
export type StoredOrder = AccountKey & {
  order: Order
  clientStatus: number
  /** By which it was priced, and its package goes (E9). */
  regulationVersion: number
  placedAt: Date
  placedBy: string
  placedByUser: number
  endedAt: Date | null
  invoice: StoredInvoice | null
  /** Where the desk's clients pay, in its own words; empty where it has written none. */
  paymentDetails: string
  /** Whether the desk's portal has granted its CRM. */
  usesCrm: boolean
  /** In the order in which they were recorded, also those that count no more. */
  allPayments: StoredPayment[]
}

export type NewOrder = AccountKey & {
  order: Order
  clientStatus: number
  regulationVersion: number
  placedBy: string
  placedByUser: number
}

/** False where the id is known already. */
export async function insertOrder(unit: UnitOfWork, { order, ...placed }: NewOrder): Promise<boolean> {
  const inserted = await unit.tx
    .insertInto('orders')
    .values({
      order_id: order.orderId,
      desk_id: placed.deskId,
      member_id: placed.memberId,
      plan_code: order.planCode,
      client_status: placed.clientStatus,
      quanta: order.quote.quanta,
      total_minor: order.quote.total.minor,
      currency: order.quote.total.currency,
      validity: order.quote.validity === null ? null : JSON.stringify(order.quote.validity),
      regulation_version: placed.regulationVersion,
      status: 'open',
      placed_at: unit.at,
      placed_by: placed.placedBy,
      placed_by_user: placed.placedByUser,
      lapses_at: order.lapsesAt,
      ended_at: null,
    })
    .onConflict((conflict) => conflict.column('order_id').doNothing())
    .returning('order_id')
    .execute()
  return inserted.length > 0
}

/** Whoever orders for this client waits here for whoever does so at this moment, until that is stored. */
export async function lockOrdering(unit: UnitOfWork, { deskId, memberId }: AccountKey): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`ordering ${deskId} ${memberId}`}, 0))`.execute(unit.tx)
}

/** The newest order of the same that still waits for its payment; null where there is none. */
export async function findUnpaid(
  unit: UnitOfWork,
  { deskId, memberId }: AccountKey,
  { planCode, quote }: Pick<Order, 'planCode' | 'quote'>,
): Promise<string | null> {
  const { rows } = await sql<{ order_id: string }>`
    select order_id from orders
     where desk_id = ${deskId} and member_id = ${memberId} and plan_code = ${planCode} and quanta = ${quote.quanta}
       and status = 'open' and lapses_at > ${unit.at} and total_minor = ${quote.total.minor}
       and currency = ${quote.total.currency} and validity = ${JSON.stringify(quote.validity)}::jsonb
     order by placed_at desc, order_id desc limit 1`.execute(unit.tx)
  return rows[0]?.order_id ?? null
}

export async function findOrder(db: Reader, orderId: string): Promise<StoredOrder | null> {
  const [found] = await readOrders(db, sql`o.order_id = ${orderId}`, 1)
  return found ?? null
}

/** Under its row lock. */
export async function lockOrder(unit: UnitOfWork, orderId: string): Promise<StoredOrder | null> {
  await sql`select 1 from orders where order_id = ${orderId} for no key update`.execute(unit.tx)
  return findOrder(unit.tx, orderId)
}

export type OrderFilter = { deskId: string | null; memberId: string | null; status: OrderStatus | null }
export type OrderPlace = { at: Date; orderId: string }

/** Newest first. */
export async function listStoredOrders(
  db: Reader,
  { deskId, memberId, status }: OrderFilter,
  { after, limit }: { after: OrderPlace | null; limit: number },
): Promise<StoredOrder[]> {
  const conditions = [
    ...(deskId === null ? [] : [sql`o.desk_id = ${deskId}`]),
    ...(memberId === null ? [] : [sql`o.member_id = ${memberId}`]),
    ...(status === null ? [] : [sql`o.status = ${status}`]),
    ...(after === null ? [] : [sql`(o.placed_at, o.order_id) < (${after.at}, ${after.orderId}::uuid)`]),
  ]
  return readOrders(db, sql.join(conditions, sql` and `), limit)
}

type OrderRow = {
  order_id: string
  desk_id: string
  member_id: string
  plan_code: string
  client_status: number
  regulation_version: number
  quanta: number
  total_minor: number
  currency: string
  validity: Validity | null
  status: OrderStatus
  placed_at: Date
  placed_by: string
  placed_by_user: number
  lapses_at: Date
  ended_at: Date | null
  invoice_state: InvoiceState | null
  invoice_problem: InvoiceProblem | null
  invoice_id: number | null
  invoice_number: string | null
  pay_link: string | null
  is_moved: boolean | null
  payment_details: string | null
  has_company: boolean
  uses_crm: boolean
  payments: PaymentRow[]
}

type PaymentRow = {
  number: string
  date: string
  minor: number
  currency: string
  at: string
  by: string
  taken_back_at: string | null
  taken_back_by: string | null
  reason: string | null
}

async function readOrders(db: Reader, condition: ReturnType<typeof sql>, limit: number): Promise<StoredOrder[]> {
  const { rows } = await sql<OrderRow>`
    select o.*, coalesce((
             select json_agg(p order by p.at, p.number) from (
               select document_number as number, document_date as date, amount_minor as minor, currency, recorded_at as at,
                      recorded_by as by, null::timestamptz as taken_back_at, null as taken_back_by, null as reason
                 from order_payments where order_id = o.order_id
                union all
               select document_number, document_date, amount_minor, currency, recorded_at, recorded_by, taken_back_at,
                      taken_back_by, reason
                 from payments_taken_back where order_id = o.order_id) p), '[]') as payments,
           i.state as invoice_state, i.problem as invoice_problem, i.invoice_id, i.number as invoice_number,
           i.pay_link, i.is_moved, pd.details as payment_details,
           c.company_id is not null as has_company, 'crm' = any(p.scopes) as uses_crm
      from orders o
      join desks d on d.desk_id = o.desk_id
      join portals p on p.member_id = d.member_id
      left join order_invoices i on i.order_id = o.order_id
      left join desk_payment_details pd on pd.desk_id = o.desk_id
      left join client_companies c on c.desk_id = o.desk_id and c.member_id = o.member_id
     where ${condition}
     order by o.placed_at desc, o.order_id desc limit ${limit}`.execute(db)
  return rows.map(toOrder)
}

function toOrder(row: OrderRow): StoredOrder {
  const allPayments = row.payments.map(toPayment)
  const { status } = row
  const base = {
    orderId: row.order_id,
    planCode: row.plan_code,
    quote: { quanta: row.quanta, total: { minor: row.total_minor, currency: row.currency }, validity: row.validity },
    lapsesAt: row.lapses_at,
    payments: allPayments.filter(({ takenBack }) => takenBack === null),
    takenBack: allPayments.filter(({ takenBack }) => takenBack !== null),
  }
  return {
    deskId: row.desk_id,
    memberId: row.member_id,
    order: status === 'paid' ? { ...base, status, paidAt: row.ended_at ?? row.placed_at } : { ...base, status },
    clientStatus: row.client_status,
    regulationVersion: row.regulation_version,
    placedAt: row.placed_at,
    placedBy: row.placed_by,
    placedByUser: row.placed_by_user,
    endedAt: row.ended_at,
    invoice: invoiceOf(row),
    paymentDetails: row.payment_details ?? '',
    usesCrm: row.uses_crm,
    allPayments,
  }
}

function toPayment(row: PaymentRow): StoredPayment {
  const { taken_back_at: at, taken_back_by: by, reason } = row
  return {
    documentNumber: row.number,
    documentDate: row.date,
    amount: { minor: row.minor, currency: row.currency },
    recordedAt: new Date(row.at),
    recordedBy: row.by,
    takenBack: at === null || by === null || reason === null ? null : { at: new Date(at), by, reason },
  }
}

function invoiceOf(row: OrderRow): StoredInvoice | null {
  if (row.invoice_state === null) return null
  return {
    state: row.invoice_state,
    problem: row.invoice_problem,
    invoiceId: row.invoice_id,
    number: row.invoice_number,
    hasCompany: row.has_company,
    payLink: row.pay_link,
    isMoved: row.is_moved === true,
  }
}

export async function saveOrderStatus(
  unit: UnitOfWork,
  orderId: string,
  status: OrderStatus,
  endedAt: Date | null,
): Promise<void> {
  await unit.tx.updateTable('orders').set({ status, ended_at: endedAt }).where('order_id', '=', orderId).execute()
}
