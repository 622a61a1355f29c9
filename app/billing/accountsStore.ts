import { defineStore } from 'pinia'
import type { AccountSummary } from '#contract/billing.ts'
import { call } from '../lib/api.ts'
import { pagedList } from './pagedList.ts'

const limit = 50

/** The desk's clients with their balances. */
export const useAccountsStore = defineStore('billingAccounts', () =>
  pagedList<AccountSummary, string>(async (cursor) => {
    const page = await call('listAccounts', { limit, ...(cursor !== null && { cursor }) })
    return { rows: page.accounts, next: page.nextCursor }
  }),
)
