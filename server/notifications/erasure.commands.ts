import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { forgetChoices } from './choices/choices.commands.ts'

/** What people of a portal have chosen goes with it, when it is gone for good. */
export async function forgetNotified(unit: UnitOfWork, memberId: string): Promise<void> {
  await forgetChoices(unit, memberId)
}
