import { signatureOf, type StaffActor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { append } from '#server/platform/journal/journal.ts'
import { saveKeptDays } from './fileSettings.sql.ts'

/** T7: how long the desk keeps files, by its owner; what is older goes with the next sweep. */
export async function setKeptDays(unit: UnitOfWork, actor: StaffActor, keptDays: number | null): Promise<void> {
  const { deskId } = actor.desk
  const before = await saveKeptDays(unit, deskId, keptDays)
  if (before === keptDays) return
  const payload = { from: before, to: keptDays }
  const by = { actor: signatureOf(actor, 'desk'), memberId: actor.memberId, deskId }
  await append(unit, [{ type: 'files.keptDaysSet', ...by, payload }])
}
