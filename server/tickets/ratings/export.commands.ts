import { mostExportedRatings, type RatingsFilter } from '#contract/tickets/ratings.types.ts'
import type { Language } from '#contract/common.ts'
import { findDeskTimeZone } from '#server/desks/deskTimeZone.queries.ts'
import { signatureOf, type StaffActor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { append } from '#server/platform/journal/journal.ts'
import { ratingsCsv } from './ratings.document.ts'
import { presentRated } from './ratings.present.ts'
import { listRatings } from './ratings.sql.ts'

/** D5: an export is an act of its own in the owner's log; of what stands in it only how much it is. */
export async function exportRatings(
  unit: UnitOfWork,
  actor: StaffActor,
  { filter, language }: { filter: RatingsFilter; language: Language },
): Promise<{ text: string; rows: number; isCut: boolean }> {
  const { deskId } = actor.desk
  const found = await listRatings(unit.tx, deskId, filter, { limit: mostExportedRatings + 1, after: null })
  const shown = found.slice(0, mostExportedRatings)
  const timeZone = await findDeskTimeZone(unit.tx, deskId, unit.at)
  const event = { type: 'ratings.exported', payload: { rows: shown.length, format: 'csv' } } as const
  await append(unit, [{ ...event, actor: signatureOf(actor, 'desk'), memberId: actor.memberId, deskId }])
  return {
    text: ratingsCsv(shown.map(presentRated), { language, timeZone }),
    rows: shown.length,
    isCut: found.length > shown.length,
  }
}
