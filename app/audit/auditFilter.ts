import type { AuditKind } from '#contract/audit/kinds.types.ts'
import type { AuditFilter } from '#contract/audit/types.ts'

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
    from: from === undefined ? '' : dayOf(new Date(from)),
    until: until === undefined ? '' : dayOf(new Date(Date.parse(until) - 1)),
  }
}

/** The midnight at which the day begins, or the one that ends it; a half-typed day is none. */
function instantAt(name: 'from' | 'until', day: string, later: 0 | 1): AuditFilter {
  const [year = NaN, month = NaN, date = NaN] = day.split('-').map(Number)
  const midnight = new Date(year, month - 1, date + later)
  return Number.isNaN(midnight.getTime()) || year < 1000 ? {} : { [name]: midnight.toISOString() }
}

function dayOf(at: Date): string {
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
