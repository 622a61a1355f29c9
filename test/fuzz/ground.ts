import { levels } from '#contract/connections/types.ts'
import { vendorCoupons } from '#server/regulations/presets/vendorCoupons.ts'
import { vendorSla } from '#server/regulations/presets/vendorSla.ts'
import { addOldActs } from '#test/server/audit/oldActs.ts'
import type { Situation } from '#test/server/situation.ts'
import { connectedUnderNewest } from '#test/support/onNewest.ts'
import { openPage } from '#test/support/world.ts'
import type { LogLine } from '#test/support/memoryLog.ts'
import { openSessions, type Sessions } from './sessions.ts'
import { makeThings, type Things } from './things.ts'

/** A portal that may be taken apart: the application is removed from it and comes back. */
export const guest = 'client'
/** An export's first part holds 2,000. */
const moreActsThanAPart = 2_500
const scopes = ['placement', 'im', 'imbot', 'user_brief', 'crm']

export type TicketKind = 'partner' | 'standard' | 'bureau'

/** What the fuzzer runs against, and everything that it knows of it. */
export type Ground = {
  url: string
  situation: Situation
  sessions: Sessions
  things: Things
  /** Whose conversation each ticket is that was opened here: what the access table says of it goes on being true. */
  ticketKinds: Map<string, TicketKind>
  /** What the server has logged as errors since it was last asked. */
  takeErrors(): LogLine[]
}

export async function openGround(situation: Situation): Promise<Ground> {
  const { world, tokens, tickets, deskIds, codeId, connectionId } = situation
  await world.install(guest, 'client')
  world.sandbox.setScopes('partner', scopes)
  await openPage(world.sandbox, 'partner', 1)
  const things = makeThings()
  things.add('ticketId', ...Object.values(tickets).map(({ ticketId }) => ticketId))
  things.add('messageId', ...Object.values(tickets).map(({ messageId }) => messageId))
  things.add('message', ...Object.values(tickets))
  things.add('deskId', ...Object.values(deskIds))
  things.add('codeId', codeId)
  things.add('connectionId', connectionId)
  things.add('userId', 1, 2, 3, 4, 5, 6, 7)
  things.add('companyId', 1, 2, 3)
  things.add('planCode', 'prepaid')
  things.add('memberId', ...Object.values(world.sandbox.portals).map(({ memberId }) => memberId))
  await offerCoupons(situation)
  const regulation = await world.call('readRegulation', {}, tokens.owner)
  things.add('document', regulation.inForce.document)
  things.add('preset', ...regulation.presets)
  for (const preset of regulation.presets) {
    const { document } = await world.call('readRegulationDocument', { of: 'preset', preset }, tokens.owner)
    things.add('document', document)
  }
  await addOldActs(world, deskIds.partner, moreActsThanAPart)
  const { next } = await world.call('exportAudit', { filter: {}, language: 'ru' }, tokens.owner)
  if (next === null) throw new Error('the journal is too short for an export in parts')
  things.add('next', next)
  const kinds: [string, TicketKind][] = [
    [tickets.partner.ticketId, 'partner'],
    [tickets.standard.ticketId, 'standard'],
    [tickets.bureau.ticketId, 'bureau'],
  ]
  const sessions = await openSessions(situation)
  return { url: world.url, situation, sessions, things, ticketKinds: new Map(kinds), takeErrors: world.takeErrors }
}

/** T10: the partner's regulation has coupons as well, for everybody. */
async function offerCoupons({ world, tokens }: Situation): Promise<void> {
  const { lastVersion, inForce } = await world.call('readRegulation', {}, tokens.owner)
  const { document } = inForce
  const included = vendorCoupons.included.map((kind) => ({ ...kind, calendar: null }))
  const targets = [...document.targets, ...vendorSla.targets.filter(({ coupon }) => coupon)].map((target) => ({
    ...target,
  }))
  const calendars = { ...vendorSla.calendars, ...document.calendars }
  const offering = { ...document, calendars, targets, coupons: { ...vendorCoupons, included, levels: [...levels] } }
  await world.call('publishRegulation', { document: offering, effectiveAt: null, lastVersion }, tokens.owner)
  await connectedUnderNewest(world.store.db)
}
