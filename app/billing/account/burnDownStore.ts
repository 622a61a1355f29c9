import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import type { AccountOf } from '#contract/billing/base.types.ts'
import type { BurnDownLevel } from '#contract/billing/burnDown.types.ts'
import { call } from '#app/lib/api.ts'
import { toApiError } from '#app/lib/apiError.ts'
import type { ApiError } from '#app/lib/apiError.ts'
import { keyOf } from '../accountStore.ts'

export interface ShownLevels {
  /** Null until they were told for the first time. */
  readonly levels: readonly BurnDownLevel[] | null
  readonly reason: ApiError | null
}

const unread: ShownLevels = { levels: null, reason: null }

/** How the balances of accounts went in the last 30 days, as it was last told. */
export const useBurnDownStore = defineStore('billingBurnDown', () => {
  const shown = shallowReactive(new Map<string, ShownLevels>())
  const questions = new Map<string, number>()

  const shownOf = (of: AccountOf): ShownLevels => shown.get(keyOf(of)) ?? unread

  /** The answer to the newest question counts; without an answer what is known stands. */
  async function read(of: AccountOf): Promise<void> {
    const key = keyOf(of)
    const question = (questions.get(key) ?? 0) + 1
    questions.set(key, question)
    try {
      const { levels } = await call('readBurnDown', { account: of })
      if (questions.get(key) === question) shown.set(key, { levels, reason: null })
    } catch (error) {
      const reason = toApiError(error)
      if (questions.get(key) === question) shown.set(key, { ...shownOf(of), reason })
    }
  }

  return { shownOf, read }
})
