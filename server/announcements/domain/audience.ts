import type { Audience } from '#contract/announcements/types.ts'
import type { Level } from '#contract/connections/types.ts'

/** What of a portal an audience asks for. */
export type PortalFacts = { memberId: string; level: Level; edition: 'cloud' | 'box' }

/** D3: whether an announcement is for this portal as it is now; an empty list narrows nothing. */
export function concerns({ levels, editions, memberIds }: Audience, portal: PortalFacts): boolean {
  return allows(levels, portal.level) && allows<string>(editions, portal.edition) && allows(memberIds, portal.memberId)
}

function allows<Value>(wanted: readonly Value[], value: Value): boolean {
  return wanted.length === 0 || wanted.includes(value)
}
