import type { AccountOf, AccountView, IntervalView, OffersView } from '#contract/billing.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db.ts'
import type { Call, Handlers } from '#server/platform/http.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import type { Unit } from '#server/platform/unit.ts'
import { regulationAt } from '#server/regulations/inForce.ts'
import { adjustQuanta, answerDispute, disputeInterval } from './adjusting.ts'
import { holdAccount } from './commands.ts'
import { dateCursor, readDateCursor } from './cursors.ts'
import { exportLedger } from './exporting.ts'
import type { AccountKey } from './held.ts'
import { orderRoutes, type OrderRouteNames } from './orderRoutes.ts'
import { clientStatusNow, setClientStatus, type OrderDeps } from './orders.ts'
import {
  presentEntry,
  presentInterval,
  presentOffers,
  presentPackage,
  presentSummary,
  presentTimer,
} from './present.ts'
import { countTakenSince, listEntries } from './sqlLedger.ts'
import * as rows from './sqlReads.ts'

export type BillingRoutesDeps = OrderDeps & {
  db: Db
  secrets: Pick<Secrets, 'seal' | 'open'>
  /** Which desk answers this portal now (E1). */
  answeringDesk(unit: Unit, memberId: string): Promise<string>
}

type Names =
  | 'readAccount'
  | 'listLedger'
  | 'exportLedger'
  | 'listIntervals'
  | 'readOffers'
  | OrderRouteNames
  | 'listAccounts'
  | 'setClientStatus'
  | 'adjustQuanta'
  | 'disputeInterval'
  | 'answerDispute'
  | 'readOwnTimer'

type Entered = AccountKey & { side: 'client' | 'desk' }
type Looking = Pick<Call, 'actor' | 'at' | 'work'>

const shownPackages = 50
const monthMs = 30 * 86_400_000

export function billingRoutes(deps: BillingRoutesDeps): Handlers<Names> {
  const { db, inTickets } = deps

  /** Whose account, and on which side of it the asker stands; to anybody else there is none. */
  async function enter({ actor, work }: Looking, account: AccountOf): Promise<Entered> {
    return work(async (unit) => {
      const entered = await sideOfAccount(unit, actor, account)
      if ((await deps.soldTo(unit, entered)) === null) throw new Refusal('not_found')
      return entered
    })
  }

  async function sideOfAccount(unit: Unit, actor: Actor, account: AccountOf): Promise<Entered> {
    if (account.side === 'desk') {
      if (actor.desk === null) throw new Refusal('not_allowed')
      return { side: 'desk', deskId: actor.desk.deskId, memberId: account.memberId }
    }
    if (actor.client === null) throw new Refusal('not_allowed')
    const deskId = account.deskId ?? (await deps.answeringDesk(unit, actor.memberId))
    return { side: 'client', deskId, memberId: actor.memberId }
  }

  /** What is due by itself has happened before anybody looks. */
  async function settled({ at, work }: Looking, account: AccountKey): Promise<rows.AccountRow | null> {
    const found = await rows.findAccount(db, account)
    if (found === null || found.wakeAt === null || found.wakeAt.getTime() > at.getTime()) return found
    await work((unit) => holdAccount(unit, inTickets, account))
    return rows.findAccount(db, account)
  }

  async function view(call: Looking, { side, ...account }: Entered): Promise<AccountView> {
    const { at } = call
    const found = await settled(call, account)
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
    const { limitQuanta, owedQuanta: owed, interruptedSince, entries } = found ?? nothingBought
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
      interruptedSince: entries === 0 ? null : (interruptedSince?.toISOString() ?? null),
      packages,
      timers: timers.map((row) => presentTimer(row, side, at)),
      takenIn30Days,
      entries,
    }
  }

  async function offers(call: Looking, account: AccountKey): Promise<OffersView> {
    return call.work(async (unit) => {
      const sold = await deps.soldTo(unit, account)
      const names = await rows.findNames(unit.tx, account)
      if (sold === null || names === null) throw new Refusal('not_found')
      const { regulation } = await regulationAt(unit.tx, account.deskId, unit.at)
      const { status, until } = await clientStatusNow(unit, account, sold, regulation)
      return {
        deskId: account.deskId,
        deskName: names.deskName,
        clientStatus: status,
        statusTitle: regulation.clientStatuses.find((one) => one.status === status)?.title ?? null,
        statusUntil: until?.toISOString() ?? null,
        quantumMinutes: regulation.work.quantumMinutes,
        lapseDays: regulation.orders?.lapseDays ?? null,
        plans: presentOffers(regulation, status, sold.plans),
      }
    })
  }

  async function showInterval(call: Looking, side: 'client' | 'desk', intervalId: string): Promise<IntervalView> {
    const [row] = await rows.listTimers(db, { by: 'id', intervalId })
    if (row === undefined) throw new Refusal('not_found')
    return presentInterval(row, side, call.at)
  }

  return {
    readAccount: async ({ account }, call) => view(call, await enter(call, account)),
    async listLedger({ account, before, limit }, call) {
      const key = await enter(call, account)
      const entries = await listEntries(db, key, { before: before ?? null, limit: limit + 1 })
      const staff = await rows.readStaffNames(db, key.deskId)
      const page = entries.slice(0, limit)
      return {
        entries: page.map((entry) => presentEntry(entry, staff)),
        nextBefore: entries.length > limit ? (page.at(-1)?.number ?? null) : null,
      }
    },
    async exportLedger({ account, format, from }, call) {
      const { side, ...key } = await enter(call, account)
      return call.work((unit) => exportLedger(unit, deps, call.actor, key, { side, format, from: from ?? null }))
    },
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
    readOffers: async ({ account }, call) => offers(call, await enter(call, account)),
    ...orderRoutes(deps),
    async listAccounts({ cursor, limit }, { actor }) {
      const found = await rows.listAccountRows(db, actor.desk?.deskId ?? '', {
        after: cursor ?? null,
        limit: limit + 1,
      })
      const page = found.slice(0, limit)
      return {
        accounts: page.map(presentSummary),
        nextCursor: found.length > limit ? (page.at(-1)?.memberId ?? null) : null,
      }
    },
    async setClientStatus({ memberId, status, until }, call) {
      const set = { memberId, status, until: until === null ? null : new Date(until) }
      await call.work((unit) => setClientStatus(unit, deps, call.actor, set))
      return offers(call, { deskId: call.actor.desk?.deskId ?? '', memberId })
    },
    async adjustQuanta(input, call) {
      const key = await enter(call, { side: 'desk', memberId: input.memberId })
      await call.work((unit) => adjustQuanta(unit, inTickets, call.actor, input))
      return view(call, key)
    },
    async disputeInterval(input, call) {
      await call.work((unit) => disputeInterval(unit, inTickets, call.actor, input))
      return showInterval(call, 'client', input.intervalId)
    },
    async answerDispute(input, call) {
      const intervalId = await call.work((unit) => answerDispute(unit, inTickets, call.actor, input))
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
}
