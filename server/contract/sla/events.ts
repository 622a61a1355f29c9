import * as v from 'valibot'
import { alarmClocks, clockKinds } from './types.ts'

/** What a ticket's clocks bring about. */
export const slaEvents = {
  /** `expectedDate`: the date that the client was told came before the ticket was done (T6). */
  'sla.alarm': {
    payload: v.object({
      clock: v.picklist([...alarmClocks, 'expectedDate']),
      percent: v.number(),
      dueAt: v.string(),
    }),
    changes: [],
  },
  'evidence.exported': {
    payload: v.object({
      ticketId: v.string(),
      /** The first release left it out where it knew none. */
      number: v.optional(v.string(), ''),
      clock: v.picklist(clockKinds),
      round: v.number(),
      format: v.picklist(['json', 'pdf']),
    }),
    changes: [],
  },
} as const
