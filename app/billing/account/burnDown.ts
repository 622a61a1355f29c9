import type { AccountView } from '#contract/billing/accounts.types.ts'
import type { BurnDownLevel } from '#contract/billing/burnDown.types.ts'
import { forecastOf } from './forecast.ts'
import type { Level } from './forecast.ts'

export interface BurnDown {
  /** What is known of the last 30 days, until now. */
  readonly past: readonly Level[]
  /** The same as it is drawn from point to point: two levels at one instant are a step, also in what is ahead. */
  readonly drawn: readonly Level[]
  readonly ahead: readonly Level[]
  readonly from: number
  readonly now: number
  readonly to: number
  readonly top: number
}

const dayMs = 86_400_000

/** The balance of the last 30 days as the server tells it, and on from now by the forecast. */
export function burnDownOf(account: AccountView, levels: readonly BurnDownLevel[]): BurnDown {
  const now = Date.parse(account.at)
  // The levels may be read later than the account: what is told of it ends now.
  const known = levels
    .map(({ at, balance, isStep }) => ({ at: Date.parse(at), left: Math.max(0, balance), isStep }))
    .filter(({ at }) => at <= now)
  const past = known.length === 0 ? [] : [...known, { at: now, left: account.left, isStep: true }]
  const drawn = past.flatMap(({ at, left, isStep }, index) => {
    const before = past[index - 1]
    return before !== undefined && isStep
      ? [
          { at, left: before.left },
          { at, left },
        ]
      : [{ at, left }]
  })
  const ahead = forecastOf(account)?.levels ?? []
  const to = Math.max(ahead.at(-1)?.at ?? now, now + dayMs)
  const top = Math.max(1, ...[...past, ...ahead].map(({ left }) => left))
  return { past: past.map(({ at, left }) => ({ at, left })), drawn, ahead, from: past[0]?.at ?? now, now, to, top }
}

/** Places levels in a box of so many units, from point to point. */
export function pathOf(
  levels: readonly Level[],
  { from, to, top }: Pick<BurnDown, 'from' | 'to' | 'top'>,
  { width, height }: { width: number; height: number },
): string {
  const across = (at: number): number => round(((at - from) / Math.max(1, to - from)) * width)
  const down = (left: number): number => round(height - (left / top) * height)
  return levels.map(({ at, left }, index) => `${index === 0 ? 'M' : 'L'}${across(at)} ${down(left)}`).join('')
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
