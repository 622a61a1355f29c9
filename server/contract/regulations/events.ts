import * as v from 'valibot'

/** Versions of a desk's regulation, and of what its calendars go by. */
export const regulationEvents = {
  'regulation.published': {
    payload: v.object({ version: v.number(), effectiveAt: v.string(), changedFields: v.number() }),
    changes: ['regulation', 'staff', 'connections'],
  },
  'regulation.withdrawn': {
    payload: v.object({ version: v.number() }),
    changes: ['regulation', 'staff', 'connections'],
  },
  /** S1: a year of a country was published, and a release brought it. */
  'calendar.adopted': {
    payload: v.object({ country: v.string(), year: v.number(), version: v.number() }),
    changes: ['regulation'],
  },
} as const
