import type { IssueCodeInput } from '#contract/connections/codes.types.ts'
import type { DeskView } from '#contract/connections/types.ts'

/** What a desk's regulation lets a code say. */
export type CodeTerms = Pick<DeskView, 'plans' | 'clientStatuses'>

/** How long a code is valid, and for whom it is what. */
export interface TermValues {
  days: number
  status: number
  plans: string[]
  note: string
}

export const longestDays = 730

export function firstTerms(terms: CodeTerms): TermValues {
  return {
    days: 30,
    // The last one is the price for whoever buys the licence elsewhere: nobody gets a better price by oversight.
    status: terms.clientStatuses.at(-1)?.status ?? 1,
    plans: terms.plans.map(({ code }) => code),
    note: '',
  }
}

export function termsInput(
  { days, status, plans, note }: TermValues,
  terms: CodeTerms,
): Pick<IssueCodeInput, 'expiresInDays' | 'clientStatus' | 'plans' | 'note'> {
  const isEveryPlan = plans.length === terms.plans.length
  return {
    expiresInDays: days,
    clientStatus: status,
    // All of them means also those that the desk adds later.
    ...(isEveryPlan ? {} : { plans }),
    note,
  }
}

/** Which of them cannot be as they are. */
export function wrongTerms({ days, plans }: TermValues, terms: CodeTerms): ('days' | 'plans')[] {
  return [
    ...(isBetween(days, longestDays) ? [] : (['days'] as const)),
    ...(terms.plans.length > 0 && plans.length === 0 ? (['plans'] as const) : []),
  ]
}

export function isBetween(value: unknown, largest: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= largest
}
