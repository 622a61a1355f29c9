import type { HolidayKey, SetHolidayDeclinedInput } from '#contract/announcements/holidays.types.ts'
import { signatureOf, type StaffActor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { ServedPort } from './announcements.port.ts'
import { findHolidays } from './holidays.queries.ts'
import { deleteDeclined, insertDeclined } from './holidays.sql.ts'
import { textsOfHoliday } from './holidays.texts.ts'

/** D3: a lead decides that a holiday is not announced, or takes that back. What is so already stays, and is no act. */
export async function setHolidayDeclined(
  unit: UnitOfWork,
  { lockDesk }: Pick<ServedPort, 'lockDesk'>,
  actor: StaffActor,
  { holiday, isDeclined }: SetHolidayDeclinedInput,
): Promise<void> {
  const { deskId } = actor.desk
  await lockDesk(unit, deskId)
  const found = (await findHolidays(unit, deskId)).find(({ key }) => isSame(key, holiday))
  if (found === undefined) throw new Refusal('not_found')
  if ((found.declined !== null) === isDeclined) return
  if (isDeclined) await insertDeclined(unit, { deskId, holiday, by: actor.name, userId: actor.userId })
  else await deleteDeclined(unit, deskId, holiday)
  await append(unit, [
    {
      type: isDeclined ? 'holiday.declined' : 'holiday.proposedAgain',
      payload: { ...holiday, title: textsOfHoliday(found).title.ru },
      actor: signatureOf(actor, 'desk'),
      memberId: null,
      deskId,
    },
  ])
}

function isSame(one: HolidayKey, other: HolidayKey): boolean {
  return one.from === other.from && one.to === other.to && one.levels.join(',') === other.levels.join(',')
}
