import { vi } from 'vitest'
import type { Router } from 'vue-router'
import BalancePage from '#app/billing/account/BalancePage.vue'
import type { AccountView } from '#contract/billing/accounts.types.ts'
import type { Me } from '#contract/session.ts'
import { connected, ids, meOf } from '../../factories.ts'
import { mountInApp, server, settle, signIn, textOf } from '../../harness.ts'
import { addresses, aLevel, aLine, anAccount, anInterval, anOrder } from '../factories.ts'

export const page = (): string => textOf(document.body)

/** Nine in the morning of 22 November 2026, and a server that knows the account of a client who bought a package. */
export function prepareBalance(): void {
  vi.useFakeTimers({
    now: new Date('2026-11-22T09:00:00.000Z'),
    toFake: ['Date', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'],
  })
  server
    .on('readSupport', () => connected())
    .on('readBurnDown', () => ({ levels: [aLevel()] }))
    .on('listLedger', () => ({ entries: [aLine()], nextBefore: null }))
    .on('listIntervals', () => ({ intervals: [anInterval()], nextCursor: null }))
    .on('listOrders', () => ({ orders: [anOrder()], nextCursor: null }))
}

/** Shows the page as a person sees it who came by its address; answers with where they are. */
export async function open(account: AccountView = anAccount(), me: Me = meOf()): Promise<Router> {
  const router = addresses()
  server.on('readAccount', () => account)
  await signIn(me)
  await router.push({ name: 'balance', params: { deskId: ids.desk } })
  mountInApp(BalancePage, { router, props: { deskId: ids.desk } })
  await settle()
  await vi.advanceTimersByTimeAsync(300)
  await settle()
  return router
}
