import * as v from 'valibot'
import { clientNames, count, instant } from '../common.ts'
import { level } from '../connections/types.ts'
import { clientReaders } from '../notifications/table.types.ts'

/** What the desk knows of the client of a ticket. */
export const clientOfTicket = v.strictObject({
  ...clientNames,
  domain: v.string(),
  /** What Bitrix24 calls its tariff, and which one that is (E1). Null: the desk does not serve this portal any more. */
  licence: v.nullable(v.string()),
  level: v.nullable(level),
  /** Of a box, which does not tell its edition: what an owner has said (E1). Null for the cloud. */
  boxIsEnterprise: v.nullable(v.boolean()),
  openedBy: v.string(),
  connectedSince: v.nullable(instant),
  openTickets: count,
  /** Whom notifications of the portal reach now (P8). */
  readers: clientReaders,
})
