import type { Reader } from '#server/platform/db/db.ts'
import { listAdopted } from './adoptedYears.sql.ts'
import type { AdoptedVersion } from './domain/adoptedYears.ts'

/** Since when promises go by which version of the official years. */
export function adoptedVersions(db: Reader): Promise<AdoptedVersion[]> {
  return listAdopted(db)
}
