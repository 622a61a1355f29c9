import * as v from 'valibot'

const some = v.optional(v.array(v.string()))
const instant = v.optional(v.string())

/** What happens to the log itself. */
export const auditEvents = {
  /** By what it was narrowed, where it was; of the words that were searched for only that there were some. */
  'audit.exported': {
    payload: v.object({
      rows: v.number(),
      format: v.optional(v.picklist(['csv', 'xlsx'])),
      kinds: some,
      from: instant,
      until: instant,
      by: some,
    }),
    changes: [],
  },
} as const
