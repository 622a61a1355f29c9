import { Refusal } from '#server/platform/refusal.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Portal } from '#server/portals/domain/portal.ts'
import { lockCodeFor, type SupportCode } from './codes.sql.ts'
import { refuseDead } from './domain/codeState.ts'

/** C3: a code of another portal is answered as a wrong one, after the same work. The code's row stays locked. */
export async function checkCode(
  unit: UnitOfWork,
  portal: Portal,
  codeHash: Buffer,
  liveDeskId: string | null,
): Promise<SupportCode> {
  const code = await lockCodeFor(unit, codeHash, portal)
  if (code === null) throw new Refusal('code_wrong')
  // Before "used up": the portal that has used it reads that it is connected already.
  if (code.deskId === liveDeskId) throw new Refusal('already_connected')
  refuseDead(code, unit.at)
  return code
}
