import type { IncomingRequest, PartnerCard, PartnerSearch } from '#contract/connections/partnerRequests.types.ts'
import { stateOf } from '../codes/domain/codeState.ts'
import { isOver } from './domain/partnerRequest.ts'
import type { Handover, Incoming } from './handovers.sql.ts'
import type { KnownRequest } from './partnerRequests.sql.ts'

type ClientRequest = NonNullable<PartnerSearch['request']>

/** For the client: who has its request and what came of it; neither notes of the desk nor reasons of a partner. */
export function presentToClient(known: KnownRequest, handovers: readonly Handover[], at: Date): ClientRequest {
  return { ...presentRequest(known), handovers: handovers.map((one) => presentHandover(known, one, at)) }
}

export function presentCard(
  known: KnownRequest,
  handovers: readonly Handover[],
  facts: { portalName: string; canHand: boolean; at: Date },
): PartnerCard {
  return {
    ...presentRequest(known),
    portalName: facts.portalName,
    canHand: facts.canHand,
    handovers: handovers.map((one) => ({
      ...presentHandover(known, one, facts.at),
      deskId: one.deskId,
      note: one.note,
      handedBy: one.handedBy,
      declineReason: one.declineReason,
      isGone: one.isGone,
    })),
  }
}

/** E3: a partner reads a client's answers while the request lies there, and of one that has become its own. */
export function presentIncoming(row: Incoming, at: Date): IncomingRequest {
  const isLive = row.status === 'waiting' || row.status === 'offered'
  const isTheirs = row.status === 'connected' || (isLive && !row.isSearchOver)
  return {
    handoverId: row.handoverId,
    fromDesk: row.deskName,
    status: isLive && row.isSearchOver ? 'over' : row.status,
    handedAt: row.handedAt.toISOString(),
    note: isTheirs ? row.note : '',
    answeredAt: row.answeredAt?.toISOString() ?? null,
    answeredBy: row.answeredBy ?? '',
    declineReason: row.declineReason,
    company: row.needs.company,
    portalName: isTheirs ? row.portalName : null,
    needs: isTheirs ? row.needs : null,
    offer: presentOffer(row, at),
  }
}

function presentRequest({ request, requestId, ticketId, number, askedAt, askedBy, needs }: KnownRequest) {
  return {
    requestId,
    ticketId,
    number,
    status: request.status,
    askedAt: askedAt.toISOString(),
    askedBy,
    needs,
  }
}

/** What lies at a desk lies there no more once the search is over, however that came. */
function presentHandover({ request }: KnownRequest, handover: Handover, at: Date): ClientRequest['handovers'][number] {
  const isLive = handover.status === 'waiting' || handover.status === 'offered'
  return {
    handoverId: handover.handoverId,
    deskName: handover.deskName,
    status: isLive && isOver(request) ? 'over' : handover.status,
    handedAt: handover.handedAt.toISOString(),
    answeredAt: handover.answeredAt?.toISOString() ?? null,
    offer: presentOffer(handover, at),
  }
}

function presentOffer({ code }: Pick<Handover, 'code'>, at: Date): ClientRequest['handovers'][number]['offer'] {
  return code === null ? null : { until: code.expiresAt.toISOString(), state: stateOf(code, at) }
}
