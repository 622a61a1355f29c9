/** A5: so long what nobody has looked at again is taken to be true. */
export const staleAfterDays = 180
/** Fewer voices say nothing. */
export const leastVoices = 5

const day = 86_400_000

export type StaleFacts = {
  /** Null: nobody reads it. */
  publishedAt: Date | null
  checkedAt: Date | null
  /** Of the version that is read, since it was checked. */
  helpful: number
  unhelpful: number
}
export type StaleReason = 'age' | 'voices'

/** A5: whether what clients read is to be looked at again: most whom it was to help it did not, or nobody has for half a year. */
export function staleReason(facts: StaleFacts, now: Date): StaleReason | null {
  const { publishedAt, checkedAt, helpful, unhelpful } = facts
  if (publishedAt === null) return null
  if (helpful + unhelpful >= leastVoices && helpful < unhelpful) return 'voices'
  const seenAt = Math.max(publishedAt.getTime(), checkedAt?.getTime() ?? -Infinity)
  return seenAt < staleBefore(now).getTime() ? 'age' : null
}

export function staleBefore(now: Date): Date {
  return new Date(now.getTime() - staleAfterDays * day)
}
