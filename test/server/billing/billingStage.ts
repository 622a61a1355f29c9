import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { LedgerPart } from '#contract/billing/ledgerFiles.types.ts'
import { termsFor } from '#server/connections/versions/terms.queries.ts'
import { settleDue } from '#server/billing/accounts/accountClock.jobs.ts'
import { nextDueAt } from '#server/billing/accounts/accounts.sql.ts'
import { nextLapseAt } from '#server/billing/orders/orderLapses.sql.ts'
import { insertOrder } from '#server/billing/orders/orders.sql.ts'
import { lapseDue } from '#server/billing/orders/orders.commands.ts'
import { beginOrder, place } from '#server/billing/orders/domain/order.ts'
import type { Validity } from '#server/billing/domain/validity.ts'
import type { Actor, StaffActor } from '#server/platform/actor.ts'
import { openStore, type Store } from '#server/platform/db/db.ts'
import { makeTransaction, type UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { publishRegulation } from '#server/regulations/regulations.commands.ts'
import type { Regulation } from '#server/regulations/domain/document.ts'
import { billing, ticketDeps } from '#test/support/ticketDeps.ts'
import { lockTickets } from '#server/tickets/locks/locks.commands.ts'
import { sendMessage } from '#server/tickets/messages/messages.commands.ts'
import { moveTicket, type Move } from '#server/tickets/moves.commands.ts'
import { openTicket } from '#server/tickets/openTicket.commands.ts'
import { answerTimerBy, startTimerOn, stopTimerBy } from '#server/tickets/timers/timers.commands.ts'
import { theSystem } from '#server/platform/actor.ts'
import { openChatWorld, type ChatClientPortal, type ChatDesk } from '#test/support/chatWorld.ts'

export type BillingStage = Awaited<ReturnType<typeof openBillingStage>>
/** A desk and one of its clients. */
export type Pair = { desk: ChatDesk; client: ChatClientPortal }
export type Charge = { at: Date; intervalId: string; packageId: string | null }

const beginning = Date.UTC(2025, 11, 1)

/** Desks and clients, and the product's billing commands at any instant; no server runs. Everything begins in 2025. */
export async function openBillingStage(databaseUrl: string) {
  const world = await openChatWorld(databaseUrl)
  let store: Store = openStore(databaseUrl, 4)
  const work = <Result>(at: Date, act: (unit: UnitOfWork) => Promise<Result>) =>
    makeTransaction(store.db, () => {})(act, at)

  /** When the next of accounts and orders is due. */
  const nextAt = async () => {
    const [account, order] = [await nextDueAt(store.db), await nextLapseAt(store.db)]
    return account === null || (order !== null && order < account) ? order : account
  }

  const stage = {
    billing,
    work,
    db: () => store.db,
    async openDesk(document: Regulation): Promise<ChatDesk> {
      const desk = await atBeginning(() => world.openDesk('partner'))
      const { lastVersion, from } = await store.db
        .selectFrom('regulation_versions')
        .select((eb) => [eb.fn.max('version').as('lastVersion'), eb.fn.max('effective_at').as('from')])
        .where('desk_id', '=', desk.deskId)
        .executeTakeFirstOrThrow()
      await work(from, (unit) => publishRegulation(unit, desk.owner, { document, effectiveAt: null, lastVersion }))
      return desk
    },
    async openClient(desk: ChatDesk): Promise<Pair> {
      const client = await atBeginning(() => world.openClient())
      await atBeginning(() => world.connect(client, desk))
      return { desk, client }
    },
    async openTicket(at: Date, { desk, client }: Pair): Promise<string> {
      const ticketId = randomUUID()
      const opening = { ticketId, messageId: randomUUID(), subject: 'Почта', text: 'Не приходят письма' }
      const answering = { deskId: desk.deskId, hasPeople: true }
      await work(at, (unit) => openTicket(unit, ticketDeps, client.admin, opening, answering))
      return ticketId
    },
    move: (at: Date, { desk }: Pair, ticketId: string, move: Move) =>
      work(at, (unit) => moveTicket(unit, ticketDeps, desk.owner, ticketId, move, true)),
    /** An answer of the desk's owner that the client reads. */
    answerIn: (at: Date, { desk }: Pair, ticketId: string) =>
      work(at, (unit) =>
        sendMessage(unit, ticketDeps, desk.owner, {
          ticketId,
          messageId: randomUUID(),
          text: 'Смотрим',
          kind: 'public',
          isQuestion: false,
        }),
      ),
    lock: (at: Date, { desk, client }: Pair) =>
      work(at, (unit) =>
        lockTickets(
          unit,
          ticketDeps,
          { memberId: client.memberId, deskId: desk.deskId, reason: 'left_desk' },
          theSystem,
        ),
      ),
    /** An order as it was placed, with any validity, paid by hand at this instant; its package starts then. */
    async pay(at: Date, { desk, client }: Pair, quanta: number, validity: Validity, planCode = 'prepaid') {
      const orderId = randomUUID()
      const total = { minor: quanta * 600_00, currency: 'RUB' }
      const placed = place({ at, orderId, planCode, quote: { quanta, total, validity }, lapseDays: 14 })
      const by = { placedBy: client.admin.name, placedByUser: client.admin.userId }
      const account = { deskId: desk.deskId, memberId: client.memberId }
      await work(at, async (unit) => {
        const { version: regulationVersion } = await termsFor(unit, account)
        await insertOrder(unit, { ...account, order: beginOrder(placed), clientStatus: 1, regulationVersion, ...by })
      })
      const payment = { documentNumber: orderId.slice(0, 8), documentDate: '2026-01-01', amount: total }
      await work(at, (unit) => billing.payments.recordPayment(unit, desk.owner, { orderId, ...payment }))
      const { package_id: packageId } = await store.db
        .selectFrom('packages')
        .select('package_id')
        .where('order_id', '=', orderId)
        .executeTakeFirstOrThrow()
      return packageId
    },
    /** Everybody of the desk by a number of their own. */
    agent: ({ desk }: Pair, userId: number): StaffActor => ({ ...desk.owner, userId, name: `Agent ${userId}` }),
    start: (at: Date, actor: Actor, ticketId: string, intervalId: string, stopsOther = false) =>
      work(at, (unit) => startTimerOn(unit, ticketDeps, actor, { ticketId, intervalId, stopsOther })),
    stop: (at: Date, actor: Actor, intervalId: string) =>
      work(at, (unit) => stopTimerBy(unit, ticketDeps, actor, intervalId)),
    answer: (at: Date, actor: Actor, intervalId: string) =>
      work(at, (unit) => answerTimerBy(unit, ticketDeps, actor, intervalId)),
    /** On the client's newest package, if there is one. */
    async adjust(at: Date, { desk, client }: Pair, quanta: number, reason = 'По договорённости'): Promise<void> {
      const { memberId } = client
      const newest = await store.db
        .selectFrom('packages')
        .select('package_id')
        .where('member_id', '=', memberId)
        .orderBy('entry', 'desc')
        .limit(1)
        .executeTakeFirst()
      const packageId = newest?.package_id ?? randomUUID()
      const adjustment = { memberId, adjustmentId: randomUUID(), packageId, quanta, reason }
      await work(at, (unit) => billing.adjustments.adjustQuanta(unit, desk.owner, adjustment))
    },
    /** What one process does when its clock rings at this instant. */
    async settle(at: Date): Promise<void> {
      while ((await work(at, (unit) => settleDue(unit, billing.accounts))) + (await work(at, lapseDue)) > 0);
    },
    /** The same at every instant at which it rings, until this one. */
    async settleUntil(until: Date): Promise<void> {
      for (let due = await nextAt(); due !== null && due <= until; due = await nextAt()) {
        await stage.settle(due)
      }
    },
    async charges({ desk, client }: Pair): Promise<Charge[]> {
      const { rows } = await sql<{ at: Date; interval_id: string; package_id: string | null; quanta: number }>`
        select at, interval_id, package_id, quanta from ledger
         where desk_id = ${desk.deskId} and member_id = ${client.memberId} and kind = 'work' order by number`.execute(
        store.db,
      )
      return rows.flatMap((row) =>
        Array.from({ length: -row.quanta }, () => ({
          at: row.at,
          intervalId: row.interval_id,
          packageId: row.package_id,
        })),
      )
    },
    /** As the client gets it, all its parts behind each other. */
    async exported(at: Date, { desk, client }: Pair, format: 'json' | 'csv' = 'json'): Promise<string> {
      const account = { deskId: desk.deskId, memberId: client.memberId }
      let text = ''
      let from: LedgerPart['next'] = null
      do {
        const after: LedgerPart['next'] = from
        const part: LedgerPart = await work(at, (unit) => {
          const asked = { side: 'client', format, from: after } as const
          return billing.statements.exportLedger(unit, client.admin, account, asked)
        })
        text += part.text
        from = part.next
      } while (from !== null)
      return text
    },
    /** Everything that a process holds is gone. */
    async restart(): Promise<void> {
      await store.close()
      store = openStore(databaseUrl, 4)
    },
    async close(): Promise<void> {
      await world.close()
      await store.close()
    },
  }
  return stage
}

/** The product reads its clock in one place, by `Date.now`; stories and benches run outside of the test runner, too. */
async function atBeginning<Result>(act: () => Promise<Result>): Promise<Result> {
  const real = Date.now
  Date.now = () => beginning
  try {
    return await act()
  } finally {
    Date.now = real
  }
}
