import type { Reader } from '#server/platform/db/db.ts'
import { sql } from 'kysely'
import type { Language } from '#contract/common.ts'
import type { OrderStatus } from '#contract/billing/orders.types.ts'
import type { InvoiceProblem, InvoiceState } from '#contract/billing/crm.types.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'

/** An invoice and what is needed to speak of it with CRM. */
export type OpenInvoice = AccountKey & {
  orderId: string
  orderStatus: OrderStatus
  state: InvoiceState
  invoiceId: number | null
  attempts: number
  /** The portal of the desk, whose CRM it is, and that portal's language. */
  deskMemberId: string
  language: Language
  companyId: number | null
  isMoved: boolean
  payLink: string | null
  /** Whether the desk's portal has granted the addresses where invoices are paid online. */
  givesLinks: boolean
}

/** Those orders of a client that were placed at this instant, where the desk's portal has granted its CRM and money is due. */
export async function insertInvoices(unit: UnitOfWork, account: AccountKey, placedAt: Date): Promise<string[]> {
  return insertWhere(
    unit,
    sql`o.desk_id = ${account.deskId} and o.member_id = ${account.memberId}
    and o.placed_at = ${placedAt}`,
  )
}

export async function insertInvoice(unit: UnitOfWork, orderId: string): Promise<boolean> {
  return (await insertWhere(unit, sql`o.order_id = ${orderId}`)).length > 0
}

async function insertWhere(unit: UnitOfWork, condition: ReturnType<typeof sql>): Promise<string[]> {
  const { rows } = await sql<{ order_id: string }>`
    insert into order_invoices (order_id, desk_id, member_id, state, changed_at)
    select o.order_id, o.desk_id, o.member_id, 'waiting', ${unit.at}
      from orders o join desks d on d.desk_id = o.desk_id join portals p on p.member_id = d.member_id
     where ${condition} and o.status = 'open' and o.total_minor > 0 and 'crm' = any(p.scopes)
    on conflict (order_id) do nothing returning order_id`.execute(unit.tx)
  return rows.map((row) => row.order_id)
}

/** Begins anew what has failed or is gone; false where there is nothing to begin anew. */
export async function resetInvoice(unit: UnitOfWork, orderId: string): Promise<boolean> {
  const { numUpdatedRows } = await unit.tx
    .updateTable('order_invoices')
    .set({ state: 'waiting', problem: null, attempts: 0, changed_at: unit.at })
    .set({ invoice_id: null, number: null, pay_link: null, is_moved: false })
    .where('order_id', '=', orderId)
    .where('state', 'in', ['waiting', 'failed', 'deleted', 'closed'])
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function findOpenInvoice(db: Reader, orderId: string): Promise<OpenInvoice | null> {
  const row = await db
    .selectFrom('order_invoices as i')
    .innerJoin('orders as o', 'o.order_id', 'i.order_id')
    .innerJoin('desks as d', 'd.desk_id', 'i.desk_id')
    .innerJoin('portals as p', 'p.member_id', 'd.member_id')
    .leftJoin('client_companies as c', (on) =>
      on.onRef('c.desk_id', '=', 'i.desk_id').onRef('c.member_id', '=', 'i.member_id'),
    )
    .select([
      'i.order_id',
      'i.desk_id',
      'i.member_id',
      'i.state',
      'i.invoice_id',
      'i.attempts',
      'i.pay_link',
      'i.is_moved',
    ])
    .select(['o.status', 'd.member_id as desk_member_id', 'p.language', 'p.scopes', 'c.company_id'])
    .where('i.order_id', '=', orderId)
    .where(unsettled)
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    orderId: row.order_id,
    deskId: row.desk_id,
    memberId: row.member_id,
    orderStatus: row.status,
    state: row.state,
    invoiceId: row.invoice_id,
    attempts: row.attempts,
    deskMemberId: row.desk_member_id,
    language: row.language === 'uk' || row.language === 'en' ? row.language : 'ru',
    companyId: row.company_id,
    isMoved: row.is_moved,
    payLink: row.pay_link,
    givesLinks: row.scopes.includes('salescenter'),
  }
}

/** `isUnsettled`, as a condition on the rows. */
const unsettled = sql<boolean>`(state in ('waiting', 'sent') or problem = 'stillPaid')`

/** The invoice under its row lock, after the order's: what it is now. */
export async function lockInvoice(
  unit: UnitOfWork,
  orderId: string,
): Promise<{ state: InvoiceState; problem: InvoiceProblem | null } | null> {
  const row = await unit.tx
    .selectFrom('order_invoices')
    .select(['state', 'problem'])
    .where('order_id', '=', orderId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row ?? null
}

export type InvoiceChange = {
  state: InvoiceState
  problem: InvoiceProblem | null
  invoiceId?: number
  number?: string
  attempts?: number
  payLink?: string
  isMoved?: boolean
}

export async function saveInvoice(unit: UnitOfWork, orderId: string, change: InvoiceChange): Promise<void> {
  const { state, problem, invoiceId, number, attempts, payLink, isMoved } = change
  await unit.tx
    .updateTable('order_invoices')
    .set({
      state,
      problem,
      changed_at: unit.at,
      ...(invoiceId !== undefined && { invoice_id: invoiceId }),
      ...(number !== undefined && { number }),
      ...(attempts !== undefined && { attempts }),
      ...(payLink !== undefined && { pay_link: payLink }),
      ...(isMoved !== undefined && { is_moved: isMoved }),
    })
    .where('order_id', '=', orderId)
    .execute()
}

/** For one process at a time, as long as the transaction lasts. */
export async function takeInvoiceLock(unit: UnitOfWork, orderId: string): Promise<boolean> {
  const lock = sql<{ taken: boolean }>`select pg_try_advisory_xact_lock(hashtext(${`invoice ${orderId}`})) as taken`
  return (await lock.execute(unit.tx)).rows[0]?.taken === true
}

/** All that are not over. */
export async function listOpenInvoices(db: Reader): Promise<string[]> {
  const rows = await db.selectFrom('order_invoices').select('order_id').where(unsettled).execute()
  return rows.map((row) => row.order_id)
}

export async function listOpenInvoicesOf(db: Reader, { deskId, memberId }: AccountKey): Promise<string[]> {
  const rows = await db
    .selectFrom('order_invoices')
    .select('order_id')
    .where(unsettled)
    .where('desk_id', '=', deskId)
    .where('member_id', '=', memberId)
    .orderBy('order_id')
    .execute()
  return rows.map((row) => row.order_id)
}

/** Whose invoice an item of this portal's CRM is. */
export async function findOrderOfItem(db: Reader, deskMemberId: string, invoiceId: number): Promise<string | null> {
  const row = await db
    .selectFrom('order_invoices as i')
    .innerJoin('desks as d', 'd.desk_id', 'i.desk_id')
    .select('i.order_id')
    .where('d.member_id', '=', deskMemberId)
    .where('i.invoice_id', '=', invoiceId)
    .executeTakeFirst()
  return row?.order_id ?? null
}
