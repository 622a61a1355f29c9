import type { LedgerHead } from '#contract/billing/ledger.types.ts'
import type { Plan } from '#contract/regulations/plans.types.ts'
import { mostPrintedLines } from '#server/platform/files/pdf.ts'
import type { Actor } from '#server/platform/actor.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Tx } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { TermsPort } from '#server/regulations/terms.port.ts'
import { periodOf } from './domain/period.ts'
import { appendExport } from './ledgerExport.commands.ts'
import type { TicketPort } from '../accounts/ticket.port.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'
import { remoteWithin, type RemoteWork } from '../domain/remoteWork.ts'
import type { SignHead } from './signing.commands.ts'
import * as rows from './act.sql.ts'
import { workTermsFor } from '../accounts/workTerms.queries.ts'
import { planTitles } from '../accounts/planTitles.queries.ts'
import { findNames, namesFor, readStaffNames } from '../accounts/accountReads.sql.ts'
import { listStoredOrders } from '../orders/orders.sql.ts'
import { readPaymentDetails } from '../orders/paymentDetails.sql.ts'
import { zoneOf } from '../domain/workTerms.ts'

/** Of the column in which a reason stands: a long one is printed over many lines. */
const lettersOfALine = 30
/** Behind one line stand the quanta of an interval. */
const mostEntries = 100_000

/** Q9: a ledger between two dates of the desk's zone. Opening balance and all lines add up to the closing one. */
export type Act = {
  head: LedgerHead
  deskName: string
  clientName: string | null
  portalName: string
  timeZone: string
  /** As the account's page counts (E9); work has its own. */
  quantumMinutes: number
  from: string
  to: string
  isOver: boolean
  numbers: { first: number; last: number } | null
  opening: number
  closing: number
  work: (rows.ActWork & { remote: RemoteWork[] })[]
  entries: (rows.ActEntry & { byName: string | null; planTitle: Plan['title'] | null })[]
  payments: rows.ActPayment[]
  /** Where to pay, as long as something is owed or an order waits for its payment; empty else. */
  paymentDetails: string
}

type Asked = { side: 'client' | 'desk'; from: string; to: string }

export type DrawAct = (unit: UnitOfWork, actor: Actor, account: AccountKey, asked: Asked) => Promise<Act>

type Ports = TermsPort & { signHead: SignHead; tickets: Pick<TicketPort, 'remoteWork'> }

export function makeDrawAct({ signHead, termsFor, tickets }: Ports): DrawAct {
  return async (unit, actor, account, { side, from, to }) => {
    const { tx } = unit
    const head = await signHead(unit, account)
    const { version, regulation } = await termsFor(unit, account)
    const { work: counted } = (await workTermsFor(unit, { termsFor }, account)).regulation
    const timeZone = zoneOf(regulation)
    const period = periodOf({ from, to }, timeZone)
    const numbers = await rows.countEntries(tx, account, period)
    refuseBeyond(mostEntries, numbers === null ? 0 : numbers.last - numbers.first + 1)
    const names = await findNames(tx, account)
    if (names === null) throw new Refusal('not_found')
    const work = await rows.listActWork(tx, account, period, mostPrintedLines + 1)
    const entries = await rows.listActEntries(tx, account, period, mostPrintedLines + 1)
    const payments = await rows.listActPayments(tx, account, period, mostPrintedLines + 1)
    refuseBeyond(mostPrintedLines, work.length + linesOf(entries) + payments.length)
    const remote = await tickets.remoteWork(tx, [...new Set(work.map(({ ticketId }) => ticketId))])
    const staff = await readStaffNames(tx, account.deskId)
    const closing = await rows.readBalanceBefore(tx, account, period.end)
    const versions = [version, ...entries.flatMap((one) => one.version ?? [])]
    const titles = await planTitles(tx, account.deskId, versions)
    await appendExport(unit, actor, account, { side, format: 'pdf', rows: head.count })
    return {
      head,
      ...namesFor(names, side),
      timeZone,
      quantumMinutes: counted.quantumMinutes,
      from,
      to,
      isOver: period.end.getTime() <= unit.at.getTime(),
      numbers,
      opening: await rows.readBalanceBefore(tx, account, period.start),
      closing,
      work: work.map((one) => ({ ...one, remote: remoteWithin(one, remote) })),
      entries: entries.map((one) => ({
        ...one,
        byName: staff.get(Number(one.by?.split(':')[1] ?? Number.NaN)) ?? null,
        planTitle: one.planCode === null ? null : titles(one.planCode, one.version ?? version),
      })),
      payments,
      paymentDetails: await detailsToPay(tx, account, closing),
    }
  }
}

async function detailsToPay(tx: Tx, { deskId, memberId }: AccountKey, closing: number): Promise<string> {
  const open = { deskId, memberId, status: 'open' } as const
  const isDue = closing < 0 || (await listStoredOrders(tx, open, { after: null, limit: 1 })).length > 0
  return isDue ? readPaymentDetails(tx, deskId) : ''
}

/** Counted as they are printed. */
function linesOf(entries: readonly Pick<rows.ActEntry, 'reason'>[]): number {
  return entries.reduce((sum, { reason }) => sum + Math.max(1, Math.ceil((reason ?? '').length / lettersOfALine)), 0)
}

function refuseBeyond(limit: number, count: number): void {
  if (count > limit) throw new Refusal('export_too_long', { count, limit })
}
