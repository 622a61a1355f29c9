import { isTimeZone } from '#server/calendar/zone.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { mayChoose, type Choice } from '../domain/choices.ts'
import { kindsOf } from './choices.queries.ts'
import { saveChoice, savePerson, type PersonSettings } from './choices.sql.ts'

export { forgetChoices } from './choices.sql.ts'

/** D4: only whoever may be told of it chooses, and only what can be switched off. */
export async function chooseNotification(
  unit: UnitOfWork,
  actor: Actor,
  { isOn, ...choice }: Choice & { isOn: boolean },
): Promise<void> {
  if (!mayChoose(kindsOf(actor)[choice.side], choice)) throw new Refusal('not_allowed')
  await saveChoice(unit, actor, choice, isOn)
}

type Changes = { [Field in keyof PersonSettings]?: PersonSettings[Field] | undefined }

export async function saveNotifications(unit: UnitOfWork, actor: Actor, changes: Changes): Promise<void> {
  const { timeZone } = changes
  if (typeof timeZone === 'string' && !isTimeZone(timeZone))
    throw new Refusal('invalid_input', { field: 'timeZone', problem: 'is no time zone' })
  await savePerson(unit, actor, changes)
}
