import type { TicketIdentification } from '#contract/tickets/identification.types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { regulationOfVersion } from '#server/regulations/regulation.queries.ts'
import type { OutsidePort } from '#server/tickets/outside.port.ts'
import { findTicketKind, type TicketKind } from '#server/tickets/ticketKind.queries.ts'
import { asksForCodes, isGated, stateOf } from './domain/gate.ts'
import { findOutside, type Outside } from './outside.sql.ts'

export type Gate = {
  outside: Outside
  kind: TicketKind
  rules: Regulation['identification']
  state: TicketIdentification['state']
}

/** I4: of a ticket that came from outside; null: it did not, or its regulation asks for no code there. */
export async function findGate(db: Reader, ticketId: string): Promise<Gate | null> {
  const outside = await findOutside(db, ticketId)
  const kind = outside === null ? null : await findTicketKind(db, ticketId)
  if (outside === null || kind === null) return null
  const { identification: rules } = await regulationOfVersion(db, kind.deskId, kind.regulationVersion)
  if (!asksForCodes(rules, outside.channel)) return null
  const isGatedNow = isGated(rules, { channel: outside.channel, category: kind.category })
  return { outside, kind, rules, state: stateOf(outside, isGatedNow) }
}

/** Of these tickets, those whose answers stay within the portal for now. */
export async function listWaiting(db: Reader, ticketIds: readonly string[]): Promise<Set<string>> {
  const waiting = new Set<string>()
  for (const ticketId of ticketIds) {
    if ((await findGate(db, ticketId))?.state === 'waiting') waiting.add(ticketId)
  }
  return waiting
}

export const outsidePort: OutsidePort = {
  async identificationOf(db, { ticketId, memberId, userId }) {
    const gate = await findGate(db, ticketId)
    if (gate === null) return null
    const { outside, state } = gate
    return {
      state,
      channel: outside.channel,
      isOwn: outside.memberId === memberId && outside.userId === userId,
    }
  },
}
