import { mostPrintedLines } from '#server/platform/files/pdf.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { Evidence } from '#contract/sla/evidence.types.ts'
import { signatureOf, type Actor } from '#server/platform/actor.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { adoptedVersions } from '#server/regulations/adoptedYears.queries.ts'
import { countClocks, termsOf } from './clocks.queries.ts'
import { evidenceOf, type WhichClock } from './domain/evidence.ts'
import { withRemoteWork } from './domain/evidenceFacts.ts'
import { historyOf } from './domain/clockProjection.ts'
import { readClockEntries } from './clocks.sql.ts'
import type { SlaTickets } from './slaTickets.port.ts'

/** S5: one clock with everything from which it follows, counted anew from the first entry of the journal. */
export async function findEvidence(db: Reader, ticketId: string, which: WhichClock, at: Date): Promise<Evidence> {
  const [ticket] = await countClocks(db, [ticketId])
  if (ticket === undefined) throw new Refusal('not_found')
  const entries = (await readClockEntries(db, [{ ticketId, after: 0 }])).get(ticketId) ?? []
  const { lastAt } = ticket.folded.clocks
  const until = at.getTime() < lastAt.getTime() ? lastAt : at
  const terms = await termsOf(db, ticket, entries, await adoptedVersions(db))
  const evidence = evidenceOf(historyOf(entries, terms), which, terms.calendars, until)
  if (evidence === null) throw new Refusal('not_found')
  return evidence
}

type Remote = Pick<SlaTickets, 'remoteWork'>

/** As both sides read it: with the sessions at the client's screen beside it (Q11). */
export async function findShownEvidence(
  { remoteWork }: Remote,
  db: Reader,
  ticketId: string,
  which: WhichClock,
  at: Date,
): Promise<Evidence> {
  const evidence = await findEvidence(db, ticketId, which, at)
  return withRemoteWork(evidence, await remoteWork(db, [ticketId]))
}

type Export = { ticketId: string; which: WhichClock; format: 'json' | 'pdf' }

/** D5: an export is an act, in the journal by the transaction that reads it. */
export async function exportEvidence(
  remote: Remote,
  unit: UnitOfWork,
  actor: Actor,
  side: 'client' | 'desk',
  { ticketId, which, format }: Export,
): Promise<{ evidence: Evidence; number: string }> {
  const [ticket] = await countClocks(unit.tx, [ticketId])
  if (ticket === undefined) throw new Refusal('not_found')
  const { memberId, deskId, number } = ticket
  const evidence = await findShownEvidence(remote, unit.tx, ticketId, which, unit.at)
  if (format === 'pdf') refuseTooLong(evidence)
  await append(unit, [
    {
      type: 'evidence.exported',
      actor: signatureOf(actor, side),
      memberId,
      deskId,
      payload: { ticketId, number, clock: which.kind, round: which.round, format },
    },
  ])
  return { evidence, number }
}

/** Each promise tells each pause: what many of both become is bounded here. */
function refuseTooLong({ strip, promises, remoteSessions = [] }: Evidence): void {
  const lines = strip.length + remoteSessions.length
  const count = promises.reduce((sum, { steps }) => sum + 1 + steps.length, lines)
  if (count > mostPrintedLines) throw new Refusal('evidence_too_long', { count, limit: mostPrintedLines })
}
