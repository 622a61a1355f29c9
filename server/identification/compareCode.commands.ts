import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import { digestOf, isSameDigest } from './domain/code.ts'
import * as rows from './talks.sql.ts'

/** So long a digest takes to be compared, whether there is one or not. */
const nobodys = Buffer.alloc(32)

/** §7.3: the try is taken by the statement that counts it, so of many at once no more than five are compared. */
export async function compareCode(
  unit: UnitOfWork,
  { secrets }: { secrets: Pick<Secrets, 'pepper'> },
  typed: { codeId: string; code: string },
): Promise<Pick<rows.Code, 'people' | 'email'> | null> {
  const tried = await rows.takeTry(unit, typed.codeId)
  const isSame = isSameDigest(tried?.digest ?? nobodys, digestOf(secrets.pepper, typed))
  if (tried === null || tried.digest === null || !isSame) return null
  await rows.markUsed(unit, typed.codeId)
  return tried
}
