import type { AccountOf } from '#contract/billing/base.types.ts'
import { accountRoutes } from '#server/billing/accounts/accounts.routes.ts'
import { disputeRoutes } from '#server/billing/accounts/disputes.routes.ts'
import { planRoutes } from '#server/billing/plans/plans.routes.ts'
import { revenueRoutes } from '#server/billing/statements/revenue.routes.ts'
import { timerRoutes } from '#server/billing/timers/timers.routes.ts'
import { answeringPort } from '#server/connections/feature.ts'
import type { Actor, StaffActor } from '#server/platform/actor.ts'
import type { BillingStage, Pair } from './billingStage.ts'

/** Small, so that what is stored and what is not yet meet within a page and between two. */
const limit = 4

/** Everything that both sides read of an account at an instant, page by page to the end. */
export async function everyRead(stage: BillingStage, pair: Pair, agents: readonly StaffActor[], at: Date) {
  const routes = routesOf(stage)
  const { client, desk } = pair
  const ofClient: AccountOf = { side: 'client', deskId: null }
  const ofDesk: AccountOf = { side: 'desk', memberId: client.memberId }
  const [byClient, byDesk] = [callOf(client.admin, at), callOf(desk.owner, at)]
  const compared = await routes.comparePlans({ account: ofClient, work: { by: 'past', days: 30 } }, byClient)
  return {
    account: await routes.readAccount({ account: ofClient }, byClient),
    accountOfDesk: await routes.readAccount({ account: ofDesk }, byDesk),
    burnDown: await routes.readBurnDown({ account: ofClient }, byClient),
    offers: await routes.readOffers({ account: ofClient }, byClient),
    // How fast people answered is the clocks' business.
    compared: compared.plans.map(({ reactions: _reactions, ...cost }) => cost),
    revenue: await routes.readRevenue({}, byDesk),
    ownTimers: await Promise.all(agents.map((agent) => routes.readOwnTimer({}, callOf(agent, at)))),
    ledger: await readLedger(),
    intervals: await readIntervals(),
    listed: await readAccounts({}),
    running: await readAccounts({ only: 'running' }),
    endingSoon: await readAccounts({ only: 'endingSoon' }),
    outOfQuanta: await readAccounts({ only: 'outOfQuanta' }),
  }

  async function readLedger() {
    const first = await routes.listLedger({ account: ofClient, limit }, byClient)
    const { entries } = first
    for (let before = first.nextBefore; before !== null;) {
      const page = await routes.listLedger({ account: ofClient, before, limit }, byClient)
      entries.push(...page.entries)
      before = page.nextBefore
    }
    return entries
  }

  async function readIntervals() {
    const first = await routes.listIntervals({ account: ofDesk, onlyDisputed: false, limit }, byDesk)
    const { intervals } = first
    for (let cursor = first.nextCursor; cursor !== null;) {
      const page = await routes.listIntervals({ account: ofDesk, onlyDisputed: false, cursor, limit }, byDesk)
      intervals.push(...page.intervals)
      cursor = page.nextCursor
    }
    return intervals
  }

  async function readAccounts(filter: { only?: 'running' | 'endingSoon' | 'outOfQuanta' }) {
    const first = await routes.listAccounts({ ...filter, limit }, byDesk)
    const { accounts } = first
    for (let cursor = first.nextCursor; cursor !== null;) {
      const page = await routes.listAccounts({ ...filter, cursor, limit }, byDesk)
      accounts.push(...page.accounts)
      cursor = page.nextCursor
    }
    return accounts
  }
}

function routesOf(stage: BillingStage) {
  const deps = { db: stage.db(), ...stage.billing, ...answeringPort(stage.db()) }
  return {
    ...accountRoutes(deps),
    ...disputeRoutes(deps),
    ...timerRoutes(deps),
    ...planRoutes(deps),
    ...revenueRoutes(deps),
  }
}

/** A read has no transaction in which it could write. */
const transaction = () => Promise.reject(new Error('a read opened a transaction that can write'))

function callOf<Caller extends Actor>(actor: Caller, at: Date) {
  return { actor, at, transaction, tokenHash: Buffer.alloc(0), address: null }
}
