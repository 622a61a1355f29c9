import { vi } from 'vitest'
import type { Router } from 'vue-router'
import PlansPage from '#app/billing/plans/PlansPage.vue'
import type { OffersView } from '#contract/billing/offers.types.ts'
import type { Me } from '#contract/session.ts'
import { ids, meOf } from '../../factories.ts'
import { mountInApp, server, settle, signIn } from '../../harness.ts'
import { addresses, anOffer, comparisonOf, offersOf } from '../factories.ts'

const title = 'Пакет обращений'
/** A second plan beside the first of the factory. */
export const pack = anOffer({
  planCode: 'pack',
  title: { ru: title, uk: title, en: title },
  leastQuanta: 12,
  quantumPriceMinor: 60_000,
})

/** The page of plans at nine in the morning of 22 November 2026, as somebody sees it who has a session. */
export async function openPlans(
  offers: OffersView = offersOf([anOffer(), pack]),
  me: Me = meOf(),
): Promise<{ router: Router }> {
  server.on('readOffers', () => offers)
  return mountPlans(me)
}

/** The same, of whatever the server says. */
export async function mountPlans(me: Me = meOf()): Promise<{ router: Router }> {
  vi.useFakeTimers({ now: new Date('2026-11-22T09:00:00.000Z'), toFake: ['Date'] })
  const router = addresses()
  server.on('comparePlans', () => comparisonOf([]))
  await signIn(me)
  await router.push({ name: 'plans', params: { deskId: ids.desk } })
  mountInApp(PlansPage, { router, props: { deskId: ids.desk } })
  await settle()
  return { router }
}
