import { forgetStaffOf } from '#server/desks/feature.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { forgetNames } from '#server/platform/journal/journal.ts'
import { forgetIssuers } from './codes/codes.sql.ts'
import { forgetActivators } from './connections.sql.ts'
import { forgetPartnerRequests } from './partnerRequests/erasure.commands.ts'

/** C5, uninstall with CLEAN: numbers for the names in what stays; the staff list, if the portal was a desk, is empty. */
export async function forgetNamesOf(unit: UnitOfWork, memberId: string, before: Date): Promise<void> {
  await forgetActivators(unit, memberId)
  await forgetIssuers(unit, memberId)
  await forgetPartnerRequests(unit, memberId)
  await forgetStaffOf(unit, memberId, before)
  await forgetNames(unit, { memberId, before })
}
