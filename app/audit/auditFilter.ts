import type { AuditKind } from '#contract/audit/kinds.types.ts'
import type { AuditFilter } from '#contract/audit/types.ts'
import { dayFieldOf, midnightOf } from '#app/lib/dayBounds.ts'

/** What stands in the fields above the log; 'any' is the choice of nobody in particular. */
export interface TypedFilter {
  search: string
  kind: AuditKind | 'any'
  /** `member_id user_id`. */
  person: string
  portal: string
  /** Days as a date field writes them, by the reader's own clock; the last one is meant, too. */
  from: string
  until: string
}

export function untouched(): TypedFilter {
  return { search: '', kind: 'any', person: 'any', portal: 'any', from: '', until: '' }
}

export function filterOf({ search, kind, person, portal, from, until }: TypedFilter): AuditFilter {
  const [memberId = '', userId = ''] = person.split(' ')
  return {
    ...(search.trim() !== '' && { search: search.trim() }),
    ...(kind !== 'any' && { kinds: [kind] }),
    ...(person !== 'any' && { person: { memberId, userId: Number(userId) } }),
    ...(portal !== 'any' && { portal }),
    ...instantAt('from', from, 0),
    ...instantAt('until', until, 1),
  }
}

/** For whoever comes back to the page: the fields say what is shown. */
export function typedOf({ search = '', kinds, person, portal = 'any', from, until }: AuditFilter): TypedFilter {
  return {
    search,
    kind: kinds?.[0] ?? 'any',
    person: person === undefined ? 'any' : `${person.memberId} ${person.userId}`,
    portal,
    from: from === undefined ? '' : dayFieldOf(new Date(from)),
    until: until === undefined ? '' : dayFieldOf(new Date(Date.parse(until) - 1)),
  }
}

function instantAt(name: 'from' | 'until', day: string, later: 0 | 1): AuditFilter {
  const midnight = midnightOf(day, later)
  return midnight === '' ? {} : { [name]: midnight }
}
