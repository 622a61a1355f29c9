import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { AccountSummary } from '#contract/billing/accounts.types.ts'
import type { RouteInput } from '#contract/routes.ts'
import { useCall } from '#app/lib/api.ts'
import { usePagedList } from '#app/lib/usePagedList.ts'

const limit = 50

export type AccountsFilter = Pick<RouteInput<'listAccounts'>, 'only' | 'search'>

/** The desk's clients with their balances, what needs attention first; all of them, or those that the filter leaves. */
export const useAccountsStore = defineStore('billingAccounts', () => {
  const call = useCall()
  const filter = shallowRef<AccountsFilter>({})
  const list = usePagedList<AccountSummary, string>(async (cursor) => {
    const page = await call('listAccounts', { ...filter.value, limit, ...(cursor !== null && { cursor }) })
    return { rows: page.accounts, next: page.nextCursor }
  })

  async function narrow(wanted: AccountsFilter): Promise<void> {
    filter.value = wanted
    list.forget()
    await list.read()
  }

  return { ...list, filter, narrow }
})
