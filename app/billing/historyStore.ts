import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { LedgerLine } from '#contract/billing/accounts.types.ts'
import type { AccountOf } from '#contract/billing/base.types.ts'
import type { OrderView } from '#contract/billing/orders.types.ts'
import type { IntervalView } from '#contract/billing/timers.types.ts'
import type { RouteInput } from '#contract/routes.ts'
import { useCall } from '#app/lib/api.ts'
import { keyOf } from './accountStore.ts'
import { usePagedList } from '#app/lib/usePagedList.ts'

const limit = 50

/** What has happened on the account whose page is open: ledger, work intervals, orders; newest first. */
export const useHistoryStore = defineStore('billingHistory', () => {
  const call = useCall()
  const of = shallowRef<AccountOf>({ side: 'client', deskId: null })

  const ledger = usePagedList<LedgerLine, number>(async (before) => {
    const page = await call('listLedger', { account: of.value, limit, ...(before !== null && { before }) })
    return { rows: page.entries, next: page.nextBefore }
  })
  const intervals = usePagedList<IntervalView, string>(async (cursor) => {
    const page = await call('listIntervals', { account: of.value, limit, ...(cursor !== null && { cursor }) })
    return { rows: page.intervals, next: page.nextCursor }
  })
  const orders = usePagedList<OrderView, string>(async (cursor) => {
    // The account's own desk: what was ordered elsewhere stands on the page of that account.
    const page = await call('listOrders', { ...of.value, limit, ...(cursor !== null && { cursor }) })
    return { rows: page.orders, next: page.nextCursor }
  })

  /** Another account begins empty; the same one keeps what is shown until it is read anew. */
  function show(account: AccountOf): void {
    if (keyOf(account) === keyOf(of.value)) return
    of.value = account
    for (const list of [ledger, intervals, orders]) list.forget()
  }

  async function dispute(input: RouteInput<'disputeInterval'>): Promise<void> {
    keepInterval(await call('disputeInterval', input))
  }

  async function answer(input: RouteInput<'answerDispute'>): Promise<void> {
    keepInterval(await call('answerDispute', input))
  }

  function keepInterval(changed: IntervalView): void {
    intervals.replace(({ intervalId }) => intervalId === changed.intervalId, changed)
  }

  return { of, ledger, intervals, orders, show, dispute, answer }
})
