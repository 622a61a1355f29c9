import { isInternal } from '#contract/tickets/internal.types.ts'
import type { TicketSummary, TicketView } from '#contract/tickets/types.ts'
import type { Side } from './domain/side.ts'
import type { TicketRow } from './ticketReads.sql.ts'

export function presentSummary(row: TicketRow, audience: Side): TicketSummary {
  const { ticket } = row
  return {
    ticketId: row.ticketId,
    number: row.number,
    subject: row.subject,
    status: row.status,
    closeReason: ticket.status === 'closed' ? ticket.closeReason : null,
    deferral:
      ticket.status === 'deferred'
        ? {
            reason: ticket.reason,
            until: ticket.until.toISOString(),
            isExpected: ticket.isExpected,
            liftedBy: ticket.liftedBy,
          }
        : null,
    declinedFor: ticket.status === 'closed' ? ticket.reason : null,
    lock: row.lock,
    deskId: row.deskId,
    deskName: row.deskName,
    memberId: row.memberId,
    clientName: audience === 'client' ? null : row.clientTitle,
    portalName: row.portalDomain,
    openedBy: row.openedBy,
    openedAt: row.openedAt.toISOString(),
    lastAt: row.activeAt.toISOString(),
    assignee: row.assignee,
    lastSeq: audience === 'client' ? row.lastPublicSeq : row.lastSeq,
    readSeq: audience === 'client' ? row.readPublicSeq : row.readSeq,
    preview: row.preview,
    ...(ticket.couponId !== null && { isSpecial: true as const }),
    ...(isInternal(row) && { isInternal: true as const }),
    queue:
      audience === 'client'
        ? null
        : {
            ...row.queue,
            dueAt: row.queue.dueAt?.toISOString() ?? null,
            queuedAt: row.queue.queuedAt.toISOString(),
          },
  }
}

export function presentView(
  row: TicketRow,
  audience: Side,
  rest: Pick<
    TicketView,
    'can' | 'client' | 'links' | 'mergedInto' | 'rating' | 'boxes' | 'dutyPage' | 'identification'
  >,
): TicketView {
  return {
    summary: presentSummary(row, audience),
    side: audience,
    ...rest,
    // In the client's numbering on both sides: public messages carry it, notes cannot be read by a client.
    otherSideRead: row.otherReadPublicSeq,
  }
}
