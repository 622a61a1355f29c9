import type { Served } from '#contract/regulations/served.types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { HelpersPort } from './helpers.port.ts'

export type HelperReads = HelpersPort & { db: Reader; served: Served }

/** E10: of what this server has, what the desk has, too; where no desk answers nobody helps. */
export async function findHelpers(
  { db, served, ownHelpersOf }: HelperReads,
  deskId: string | null,
): Promise<Served['helpers']> {
  if (deskId === null) return []
  const own = await ownHelpersOf(db, deskId)
  return served.helpers.filter((helper) => own.includes(helper))
}
