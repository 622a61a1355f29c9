import type { Regulation } from '#contract/regulations/document.types.ts'
import type { Sold } from './price.ts'

/** A plan without packages: its quanta are owed and paid afterwards (Q12). */
export type SoldAfterwards = Extract<Sold, { by: 'usage' }>

/** Null: the regulation does not sell this plan so. */
export function soldAfterwards({ plans }: Regulation, planCode: string): SoldAfterwards | null {
  const sold = plans.find(({ code }) => code === planCode)?.sold
  return sold?.by === 'usage' ? sold : null
}
