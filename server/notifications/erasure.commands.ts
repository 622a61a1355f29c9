import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { forgetChoices } from './choices/choices.commands.ts'
import { forgetAddresses } from './mails/addresses.commands.ts'
import { forgetShown } from './shown/shown.commands.ts'
import { forgetMails } from './mails/composing.commands.ts'

/** What people of a portal have chosen, their addresses and letters go with it, when it is gone for good. */
export async function forgetNotified(unit: UnitOfWork, memberId: string): Promise<void> {
  await forgetChoices(unit, memberId)
  await forgetMails(unit, memberId)
  await forgetAddresses(unit, memberId)
  await forgetShown(unit, memberId)
}
