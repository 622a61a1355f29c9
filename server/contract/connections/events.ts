import * as v from 'valibot'
import { channel } from '../regulations/base.types.ts'
import { endedReasons } from './types.ts'

/** Null for all that the desk sells. The first releases had no plans at all. */
const plans = v.optional(v.nullable(v.pipe(v.array(v.string()), v.readonly())), null)

const code = v.object({
  codeId: v.string(),
  lastGroup: v.string(),
  portal: v.nullable(v.string()),
  maxUses: v.number(),
  plans,
  expiresAt: v.string(),
  /** How many read of it, once it was delivered. */
  people: v.optional(v.number()),
})

/** E11: one entry in the log of each desk concerned, with no more of the other than its name. */
const search = { requestId: v.string() }
const handed = { ...search, handoverId: v.string(), partner: v.string() }
const ofSearch = ['support', 'connections'] as const

/** Support codes, and who answers a portal. */
export const connectionEvents = {
  'code.issued': { payload: code, changes: ['codes'] },
  'code.revoked': { payload: code, changes: ['codes'] },
  'code.sent': { payload: code, changes: ['codes'] },
  'code.delivered': { payload: code, changes: ['codes'] },
  'connection.made': {
    payload: v.object({
      connectionId: v.string(),
      codeId: v.nullable(v.string()),
      clientStatus: v.number(),
      plans,
      /** Not known of the first releases' connections. */
      regulationVersion: v.optional(v.nullable(v.number()), null),
    }),
    changes: ['support', 'connections', 'codes', 'me', 'billing'],
  },
  'connection.noticeGiven': {
    payload: v.object({ connectionId: v.string(), endsAt: v.string() }),
    changes: ['support', 'connections', 'codes', 'me', 'billing'],
  },
  'connection.ended': {
    payload: v.object({ connectionId: v.string(), reason: v.picklist(endedReasons) }),
    changes: ['support', 'connections', 'codes', 'me', 'billing'],
  },
  /** What a desk calls a client; empty where it has taken its own name for it back (D8). */
  'client.named': {
    payload: v.object({ from: v.string(), to: v.string() }),
    changes: ['connections', 'billing', 'codes', 'queue'],
  },
  /** D8: who of the desk's people looks after a client; null: nobody in particular. */
  'client.managerSet': {
    payload: v.object({ userId: v.nullable(v.number()), name: v.string() }),
    changes: ['connections', 'support', 'letters'],
  },
  /** E9: another version of the regulation for one client: from when, that it holds, or that it will not be. */
  'connection.versionPlanned': {
    payload: v.object({ connectionId: v.string(), version: v.number(), from: v.string() }),
    changes: ['support', 'connections', 'billing'],
  },
  'connection.versionBegan': {
    payload: v.object({ connectionId: v.string(), version: v.number(), from: v.string(), wasPlanned: v.boolean() }),
    changes: ['support', 'connections', 'billing'],
  },
  'connection.versionKept': {
    payload: v.object({ connectionId: v.string(), version: v.number() }),
    changes: ['support', 'connections', 'billing'],
  },
  /** E8: a client has its conditions as a file. */
  'conditions.exported': { payload: v.object({ version: v.number() }), changes: [] },
  'channels.messengerChosen': {
    payload: v.object({ connectionId: v.string(), from: v.nullable(channel), to: channel }),
    changes: ['support', 'connections'],
  },
  /** At the standard desk: what its clients, its staff and the partners have done. */
  'partner.asked': { payload: v.object({ ...search, number: v.string() }), changes: ofSearch },
  'partner.handed': { payload: v.object(handed), changes: ofSearch },
  'partner.recalled': { payload: v.object(handed), changes: ofSearch },
  /** `ticketId`, `number`: for whoever is told of it. */
  'partner.refused': {
    payload: v.object({ ...handed, ticketId: v.string(), number: v.string() }),
    changes: ofSearch,
  },
  'partner.offered': {
    payload: v.object({ ...handed, ticketId: v.string(), number: v.string() }),
    changes: ofSearch,
  },
  'partner.withdrawn': { payload: v.object(search), changes: ofSearch },
  'partner.found': { payload: v.object(search), changes: ofSearch },
  'partner.searchClosed': { payload: v.object(search), changes: ofSearch },
  /** At the partner's desk; `partner` is the name of the standard desk there. */
  'partner.received': { payload: v.object(handed), changes: ofSearch },
  'partner.takenBack': { payload: v.object(handed), changes: ofSearch },
  'partner.declined': { payload: v.object(handed), changes: ofSearch },
  'partner.answered': { payload: v.object({ ...handed, codeId: v.string() }), changes: ofSearch },
  'partner.acceptingSet': { payload: v.object({ accepts: v.boolean() }), changes: ['connections'] },
} as const
