import type { AccountOf, AccountView, IntervalView } from '#contract/billing/types.ts'
import type { Plan } from '#contract/regulations/document.types.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Call, Handlers } from '#server/platform/http/api.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import type { UnitOfWork, Transaction } from '#server/platform/db/unitOfWork.ts'
import type { PortalClients } from '#server/portals/gateway.port.ts'
import { regulationAt } from '#server/regulations/regulation.queries.ts'
import { accountsRoute } from './accountsList.routes.ts'
import { adjustQuanta, answerDispute, disputeInterval } from './disputes.commands.ts'
import { burnDownOf } from './burnDown.queries.ts'
import { loadAccountForUpdate } from './accounts.commands.ts'
import { companyRoutes, type CompanyRouteNames } from '../invoices/companies.routes.ts'
import { dateCursor, readDateCursor } from '../domain/cursors.ts'
import { exportRoutes, type ExportRouteNames } from '../statements/statements.routes.ts'
import { quantumPrice } from '../domain/price.ts'
import type { AccountKey, UsagePlan } from '../domain/accountForUpdate.ts'
import type { SyncLater } from '../invoices/invoices.commands.ts'
import { findOffers } from '../plans/offers.queries.ts'
import { orderRoutes, type Entered, type OrderRouteNames } from '../orders/orders.routes.ts'
import { setClientStatus, type OrderDeps } from '../orders/orders.commands.ts'
import { planRoutes, type PlanRouteNames } from '../plans/plans.routes.ts'
import { presentEntry, presentInterval, presentPackage, presentTimer } from './accounts.present.ts'
import { countTakenSince, listEntries } from './ledger.sql.ts'
import { revenueRoute } from '../statements/revenue.routes.ts'
import * as rows from './accountReads.sql.ts'
import { countOrderedOwed } from './orderedOwed.sql.ts'
import { usageTerms } from '../orders/postpaid.commands.ts'

export type BillingRoutesDeps = OrderDeps & {
  db: Db
  portalClients: Pick<PortalClients, 'ask'>
  syncLater: SyncLater
  secrets: Pick<Secrets, 'seal' | 'open'>
  /** Which desk answers this portal now (E1). */
  answeringDesk(unit: UnitOfWork, memberId: string): Promise<string>
}

type Names =
  | 'readAccount'
  | 'readBurnDown'
  | 'listLedger'
  | ExportRouteNames
  | 'listIntervals'
  | PlanRouteNames
  | OrderRouteNames
  | CompanyRouteNames
  | 'listAccounts'
  | 'readRevenue'
  | 'setClientStatus'
  | 'adjustQuanta'
  | 'disputeInterval'
  | 'answerDispute'
  | 'readOwnTimer'

type Looking = Pick<Call, 'actor' | 'at' | 'transaction'>

const shownPackages = 50
const monthMs = 30 * 86_400_000

export function billingRoutes(deps: BillingRoutesDeps): Handlers<Names> {
  const { db, ticketPort } = deps

  /** Whose account, and on which side of it the asker stands; to anybody else there is none. */
  async function enter({ actor, transaction }: Looking, account: AccountOf): Promise<Entered> {
    const entered = await sideOfAccount(transaction, actor, account)
    await refuseStrangers(entered)
    return entered
  }

  async function refuseStrangers(account: AccountKey): Promise<void> {
    if ((await deps.soldTo({ tx: db }, account)) === null) throw new Refusal('not_found')
  }

  async function sideOfAccount(transaction: Transaction, actor: Actor, account: AccountOf): Promise<Entered> {
    if (account.side === 'desk') {
      if (actor.desk === null) throw new Refusal('not_allowed')
      return { side: 'desk', deskId: actor.desk.deskId, memberId: account.memberId }
    }
    if (actor.client === null) throw new Refusal('not_allowed')
    const deskId = account.deskId ?? (await transaction((unit) => deps.answeringDesk(unit, actor.memberId)))
    return { side: 'client', deskId, memberId: actor.memberId }
  }

  /** What is due by itself has happened before anybody looks. */
  async function settled({ at, transaction }: Looking, account: AccountKey): Promise<rows.AccountRow | null> {
    const found = await rows.findAccount(db, account)
    if (found === null || found.wakeAt === null || found.wakeAt.getTime() > at.getTime()) return found
    await transaction((unit) => loadAccountForUpdate(unit, ticketPort, account))
    return rows.findAccount(db, account)
  }

  async function view(call: Looking, { side, ...account }: Entered): Promise<AccountView> {
    const { at } = call
    // What the page waits for most: each question to the database costs more than its answer.
    const [found] = await Promise.all([settled(call, account), refuseStrangers(account)])
    const [names, { regulation }, shown, timers, takenIn30Days] = await Promise.all([
      rows.findNames(db, account),
      regulationAt(db, account.deskId, at),
      rows.listPackages(db, account, shownPackages),
      rows.listTimers(db, { by: 'running', account }),
      countTakenSince(db, account, new Date(at.getTime() - monthMs)),
    ])
    if (names === null) throw new Refusal('not_found')
    const packages = shown.map((row) => presentPackage(row, regulation.plans, at))
    const live = packages.filter(({ state }) => state !== 'ended')
    const { limitQuanta, owedQuanta: owed, interruptedSince, entries, usage } = found ?? nothingBought
    return {
      at: at.toISOString(),
      side,
      ...account,
      ...names,
      quantumMinutes: regulation.work.quantumMinutes,
      left: live.reduce((sum, { left }) => sum + left, Math.max(0, limitQuanta - owed)),
      total: live.reduce((sum, { quanta }) => sum + quanta, limitQuanta),
      owed,
      limitQuanta,
      usage: usage === null ? null : await usageOf(call, account, { usage, owed, plans: regulation.plans }),
      interruptedSince: entries === 0 ? null : (interruptedSince?.toISOString() ?? null),
      packages,
      timers: timers.map((row) => presentTimer(row, side, at)),
      takenIn30Days,
      entries,
    }
  }

  async function usageOf(
    { transaction }: Looking,
    account: AccountKey,
    { usage, owed, plans }: { usage: UsagePlan; owed: number; plans: Plan[] },
  ): Promise<AccountView['usage']> {
    return transaction(async (unit) => {
      const { sold, clientStatus } = await usageTerms(unit, deps, account, usage)
      const ordered = await countOrderedOwed(unit.tx, account, unit.at)
      return {
        planCode: usage.planCode,
        planTitle: plans.find(({ code }) => code === usage.planCode)?.title ?? null,
        since: usage.since.toISOString(),
        quantumPrice: quantumPrice(sold, { clientStatus, currency: usage.currency }),
        toOrder: Math.max(0, owed - ordered),
      }
    })
  }

  async function showInterval(call: Looking, side: 'client' | 'desk', intervalId: string): Promise<IntervalView> {
    const [row] = await rows.listTimers(db, { by: 'id', intervalId })
    if (row === undefined) throw new Refusal('not_found')
    return presentInterval(row, side, call.at)
  }

  return {
    readAccount: async ({ account }, call) => view(call, await sideOfAccount(call.transaction, call.actor, account)),
    async readBurnDown({ account }, call) {
      const { side: _side, ...key } = await enter(call, account)
      return { levels: await burnDownOf(db, key, call.at) }
    },
    async listLedger({ account, before, limit }, call) {
      const key = await sideOfAccount(call.transaction, call.actor, account)
      const [entries, staff] = await Promise.all([
        listEntries(db, key, { before: before ?? null, limit: limit + 1 }),
        rows.readStaffNames(db, key.deskId),
        refuseStrangers(key),
      ])
      const page = entries.slice(0, limit)
      return {
        entries: page.map((entry) => presentEntry(entry, staff)),
        nextBefore: entries.length > limit ? (page.at(-1)?.number ?? null) : null,
      }
    },
    ...exportRoutes({ ...deps, enter }),
    async listIntervals({ account, onlyDisputed, cursor, limit }, call) {
      const { side, ...key } = await enter(call, account)
      const place = readDateCursor(cursor)
      const after = place === null ? null : { at: place.at, intervalId: place.id }
      const shown = await rows.listTimers(
        db,
        { by: 'account', account: key, onlyDisputed },
        { after, limit: limit + 1 },
      )
      const page = shown.slice(0, limit)
      const last = shown.length > limit ? page.at(-1) : undefined
      return {
        intervals: page.map((row) => presentInterval(row, side, call.at)),
        nextCursor: last === undefined ? null : dateCursor(last.startedAt, last.intervalId),
      }
    },
    ...planRoutes({ ...deps, enter }),
    ...orderRoutes({ ...deps, enter }),
    ...companyRoutes(deps),
    ...accountsRoute(db),
    ...revenueRoute(db),
    async setClientStatus({ memberId, status, until }, call) {
      const set = { memberId, status, until: until === null ? null : new Date(until) }
      await call.transaction((unit) => setClientStatus(unit, deps, call.actor, set))
      const key = { deskId: call.actor.desk?.deskId ?? '', memberId }
      return call.transaction((unit) => findOffers(unit, deps, key, null))
    },
    async adjustQuanta(input, call) {
      const key = await enter(call, { side: 'desk', memberId: input.memberId })
      await call.transaction((unit) => adjustQuanta(unit, ticketPort, call.actor, input))
      return view(call, key)
    },
    async disputeInterval(input, call) {
      await call.transaction((unit) => disputeInterval(unit, ticketPort, call.actor, input))
      return showInterval(call, 'client', input.intervalId)
    },
    async answerDispute(input, call) {
      const intervalId = await call.transaction((unit) => answerDispute(unit, ticketPort, call.actor, input))
      return showInterval(call, 'desk', intervalId)
    },
    async readOwnTimer(_input, { actor, at }) {
      const [row] = await rows.listTimers(db, {
        by: 'agent',
        deskId: actor.desk?.deskId ?? '',
        agentId: actor.userId,
      })
      return { timer: row === undefined ? null : presentTimer(row, 'desk', at) }
    },
  }
}

const nothingBought: rows.AccountRow = {
  limitQuanta: 0,
  owedQuanta: 0,
  interruptedSince: null,
  entries: 0,
  wakeAt: null,
  usage: null,
}
