import type { LetterSummary } from '#contract/tickets/letters.types.ts'
import { previewOf } from '../domain/preview.ts'
import type { LetterRow } from './letterReads.sql.ts'

/** What one side reads of a letter: what the desk calls its client the client never does (D8). */
export function presentLetter(row: LetterRow, side: 'client' | 'desk', at: Date): LetterSummary {
  const { ticketId, ticketNumber, addresseeId, addresseeName, dueAt } = row
  const isWaiting = row.status === 'waiting'
  return {
    letterId: row.letterId,
    kind: row.kind,
    status: row.status,
    ticket: ticketId === null || ticketNumber === null ? null : { ticketId, number: ticketNumber },
    addressee:
      addresseeId === null || addresseeName === null
        ? null
        : { userId: addresseeId, name: addresseeName, photo: row.addresseePhoto },
    memberId: row.memberId,
    clientName: side === 'client' ? null : row.clientName,
    portalName: row.portalName,
    deskName: row.deskName,
    writtenBy: row.writtenBy,
    writtenAt: row.writtenAt.toISOString(),
    activeAt: row.activeAt.toISOString(),
    waitsSince: row.waitsSince.toISOString(),
    dueAt: isWaiting ? (dueAt?.toISOString() ?? null) : null,
    isOverdue: isWaiting && dueAt !== null && dueAt.getTime() <= at.getTime(),
    preview: previewOf(row.preview),
  }
}
