import type { Plan, Price } from '#contract/regulations/plans.types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'

const said = (text: string) => ({ ru: text, uk: text, en: text })

/** Another way to sell than the preset's four plans; everything else of the regulation stays (Q12). */
export function sellingBy(plans: Plan[], work: Partial<Regulation['work']> = {}): Regulation {
  const targets = plans.map(({ code }) => reactionWithin(120, code))
  return { ...quantumMaintenance, plans, targets, work: { ...quantumMaintenance.work, ...work } }
}

export function forEverybody(minor: number, currency = 'RUB'): Price[] {
  return [{ clientStatus: null, currency, minor }]
}

export function aPlan(code: string, sold: Plan['sold']): Plan {
  return { code, title: said(code), sold, channels: null }
}

export const thirtyDays = { unit: 'days', count: 30 } as const

/** Billed afterwards at 700 roubles a quantum. */
export function afterwards(code: string, limitQuanta: number, minor = 700_00): Plan {
  return aPlan(code, { by: 'usage', limitQuanta, quantumPrices: forEverybody(minor) })
}

export function prepaid(code: string, leastQuanta = 12, quantumPrices = forEverybody(600_00)): Plan {
  return aPlan(code, { by: 'quantum', leastQuanta, valid: thirtyDays, quantumPrices })
}

/** A first reaction within so many minutes, for a plan's tickets of some priorities. */
export function reactionWithin(
  minutes: number,
  plan: string,
  priorities: Regulation['targets'][number]['priorities'] = null,
): Regulation['targets'][number] {
  const within = { by: 'time', minutes, calendar: 'office' } as const
  return { kind: 'firstReaction', categories: null, priorities, plans: [plan], coupon: false, within }
}
