import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { AccountOf } from '#contract/billing/base.types.ts'
import type { ChoosePlanInput } from '#contract/billing/offers.types.ts'
import type { RouteInput } from '#contract/routes.ts'
import { useCall } from '#app/lib/api.ts'
import { useResource } from '#app/lib/useResource.ts'
import { keyOf } from '../accountStore.ts'

/** What one client is offered, at the prices of its status. */
export const useOffersStore = defineStore('billingOffers', () => {
  const call = useCall()
  const of = shallowRef<AccountOf>({ side: 'client', deskId: null })
  /** In which currency; null: the desk's own. */
  const currency = shallowRef<string | null>(null)
  const {
    value: offers,
    reason,
    read,
    keep,
  } = useResource(() =>
    call('readOffers', { account: of.value, ...(currency.value !== null && { currency: currency.value }) }),
  )

  async function show(account: AccountOf): Promise<void> {
    if (keyOf(account) !== keyOf(of.value)) {
      offers.value = null
      currency.value = null
    }
    of.value = account
    await read()
  }

  async function showIn(wanted: string): Promise<void> {
    currency.value = wanted
    await read()
  }

  async function choosePlan(input: ChoosePlanInput): Promise<void> {
    keep(await call('choosePlan', input))
  }

  async function setStatus(input: RouteInput<'setClientStatus'>): Promise<void> {
    keep(await call('setClientStatus', input))
  }

  return { offers, reason, read, show, showIn, choosePlan, setStatus }
})
