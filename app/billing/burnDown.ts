import type { AccountView, LedgerLine } from '#contract/billing.ts'
import { forecastOf } from './forecast.ts'
import type { Level } from './forecast.ts'

export interface BurnDown {
  readonly past: readonly Level[]
  readonly ahead: readonly Level[]
  readonly from: number
  readonly now: number
  readonly to: number
  readonly top: number
}

const dayMs = 86_400_000
const pastDays = 30

/** The balance of the last 30 days as far as entries are known, and on from now by the forecast. */
export function burnDownOf(account: AccountView, entries: readonly LedgerLine[]): BurnDown {
  const now = Date.parse(account.at)
  const from = now - pastDays * dayMs
  const oldestFirst = entries
    .toReversed()
    .map(({ at, balance }) => ({ at: Date.parse(at), left: Math.max(0, balance) }))
  const before = oldestFirst.findLast(({ at }) => at <= from)
  const within = oldestFirst.filter(({ at }) => at > from)
  const past = [...(before === undefined ? [] : [{ at: from, left: before.left }]), ...within]
  const ahead = forecastOf(account)?.levels ?? []
  const to = Math.max(ahead.at(-1)?.at ?? now, now + dayMs)
  const last = past.at(-1)
  const whole = last === undefined ? [] : [...past, { at: now, left: last.left }]
  const top = Math.max(1, ...[...whole, ...ahead].map(({ left }) => left))
  return { past: whole, ahead, from: whole[0]?.at ?? now, now, to, top }
}

/** Places levels in a box of so many units; a past level holds until the next one, the forecast goes straight. */
export function pathOf(
  levels: readonly Level[],
  { from, to, top }: Pick<BurnDown, 'from' | 'to' | 'top'>,
  { width, height, isStepped }: { width: number; height: number; isStepped: boolean },
): string {
  const across = (at: number): number => round(((at - from) / Math.max(1, to - from)) * width)
  const down = (left: number): number => round(height - (left / top) * height)
  return levels
    .map(({ at, left }, index) => {
      if (index === 0) return `M${across(at)} ${down(left)}`
      return isStepped ? `H${across(at)}V${down(left)}` : `L${across(at)} ${down(left)}`
    })
    .join('')
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
