import { defineStore } from 'pinia'
import type { AccountOf } from '#contract/billing/base.types.ts'
import type { BurnDownLevel } from '#contract/billing/burnDown.types.ts'
import { useCall } from '#app/lib/api.ts'
import type { ApiError } from '#app/lib/apiError.ts'
import { useKeyedResource } from '#app/lib/useResource.ts'
import { keyOf } from '../accountStore.ts'

export interface ShownLevels {
  /** Null until they were told for the first time. */
  readonly levels: readonly BurnDownLevel[] | null
  readonly reason: ApiError | null
}

/** How the balances of accounts went in the last 30 days, as it was last told. */
export const useBurnDownStore = defineStore('billingBurnDown', () => {
  const call = useCall()
  const levelsOf = useKeyedResource<AccountOf, readonly BurnDownLevel[]>(
    async (of) => (await call('readBurnDown', { account: of })).levels,
    keyOf,
  )

  function shownOf(of: AccountOf): ShownLevels {
    const { value, reason } = levelsOf(of)
    return { levels: value.value, reason: reason.value }
  }

  return { shownOf, read: (of: AccountOf): Promise<void> => levelsOf(of).read() }
})
