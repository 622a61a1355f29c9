import * as v from 'valibot'

/** Versions of a desk's regulation. */
export const regulationEvents = {
  'regulation.published': {
    payload: v.object({ version: v.number(), effectiveAt: v.string(), changedFields: v.number() }),
    changes: ['regulation', 'staff', 'connections'],
  },
  'regulation.withdrawn': {
    payload: v.object({ version: v.number() }),
    changes: ['regulation', 'staff', 'connections'],
  },
} as const
