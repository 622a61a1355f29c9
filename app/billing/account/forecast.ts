import type { AccountView } from '#contract/billing/accounts.types.ts'

/** How many quanta there are at an instant. */
export interface Level {
  readonly at: number
  readonly left: number
}

export interface Forecast {
  /** From now to the last instant at which there is something left; two levels at one instant are a step. */
  readonly levels: readonly Level[]
  readonly endsAt: number
  /** Whether work uses the last quantum, or the last package ends first. */
  readonly why: 'used' | 'ended'
  /** Quanta that are still there when their packages end. */
  readonly lapsing: number
}

const dayMs = 86_400_000
const ratedDays = 30

/**
 * Goes on as in the last 30 days: evenly, from the package that ends first (Q6), and what a package has left at its end is gone
 * (Q8). Null where nothing is left in packages.
 */
export function forecastOf(account: Pick<AccountView, 'at' | 'packages' | 'takenIn30Days'>): Forecast | null {
  const now = Date.parse(account.at)
  const live = account.packages
    .filter(({ state, left }) => state === 'live' && left > 0)
    .map(({ left, endsAt }) => ({ left, endsAt: Date.parse(endsAt) }))
    .toSorted((one, other) => one.endsAt - other.endsAt)
  if (live.length === 0) return null

  const perMs = account.takenIn30Days / (ratedDays * dayMs)
  let left = live.reduce((sum, one) => sum + one.left, 0)
  let at = now
  let lapsing = 0
  let why: Forecast['why'] = 'used'
  const levels: Level[] = [{ at, left }]
  for (const one of live) {
    const usedAt = perMs === 0 ? Infinity : at + one.left / perMs
    const endsAt = Math.max(Math.min(usedAt, one.endsAt), at)
    const rest = Math.max(0, one.left - (endsAt - at) * perMs)
    const isLapsed = usedAt > one.endsAt
    levels.push({ at: endsAt, left: left - (one.left - rest) })
    left -= one.left
    if (isLapsed) levels.push({ at: endsAt, left })
    if (isLapsed) lapsing += rest
    why = isLapsed ? 'ended' : 'used'
    at = endsAt
  }
  return { levels, endsAt: at, why, lapsing: Math.round(lapsing) }
}
