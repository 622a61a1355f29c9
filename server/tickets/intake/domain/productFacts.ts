import type { ProductFacts } from '#contract/tickets/intake.types.ts'
import { editionOf } from '#server/portals/domain/licence.ts'
import { levelOfPortal, type Portal } from '#server/portals/domain/portal.ts'

/** What the portal has said of its product when it was last asked (E1, E5); null before the first answer. */
export function productOf(
  portal: Pick<Portal, 'licence' | 'licenceCheckedAt' | 'isEnterpriseBox'> | null,
): ProductFacts | null {
  if (portal === null || portal.licenceCheckedAt === null) return null
  const edition = editionOf({ license: portal.licence.licence })
  // A box counts as professional, but says nothing of it: only what the desk's owner has said is known.
  const isTold = edition === 'cloud' || portal.isEnterpriseBox
  return { edition, level: isTold ? levelOfPortal(portal) : null, checkedAt: portal.licenceCheckedAt.toISOString() }
}
