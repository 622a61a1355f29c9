import type { Audience } from '#contract/announcements/types.ts'
import type { Level } from '#contract/connections/types.ts'

/** How a portal stands at the desk: by which version of the regulation it goes (E9), and the plans of which it has something left. */
export type Standing = { version: number; plans: readonly string[] }

/** What of a portal an audience asks for; `standing` null: none of the audiences asks. */
export type PortalFacts = { memberId: string; level: Level; edition: 'cloud' | 'box'; standing: Standing | null }

/** D3: whether an announcement is for this portal as it is now; an empty list narrows nothing. */
export function concerns({ levels, editions, memberIds, ...audience }: Audience, portal: PortalFacts): boolean {
  const { level, edition, memberId, standing } = portal
  const isReached = allows(levels, level) && allows<string>(editions, edition) && allows(memberIds, memberId)
  if (!isReached || !asksForStanding(audience)) return isReached
  const { version, plans } = standing ?? { version: 0, plans: [] }
  return (
    allows(audience.versions, version) &&
    (audience.plans.length === 0 || plans.some((one) => audience.plans.includes(one)))
  )
}

export function asksForStanding({ plans, versions }: Pick<Audience, 'plans' | 'versions'>): boolean {
  return plans.length > 0 || versions.length > 0
}

function allows<Value>(wanted: readonly Value[], value: Value): boolean {
  return wanted.length === 0 || wanted.includes(value)
}
