import type { Db } from '#server/platform/db.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Unit } from '#server/platform/unit.ts'
import type { Portal } from '#server/portals/portal.ts'
import type { Regulation } from '#server/regulations/domain/document.ts'
import { presets } from '#server/regulations/presets/all.ts'
import { entitlementOf, type AnsweringDesk, type Entitlement } from './domain/entitlement.ts'
import { levelOf } from './domain/licence.ts'
import * as rows from './sql.ts'

type Reader = Db | Unit['tx']

export function regulationOf(desk: Pick<rows.Desk, 'regulation'>): Regulation {
  const regulation = presets[desk.regulation]
  if (regulation === undefined) throw new Error(`the regulation ${desk.regulation} is not there`)
  return regulation
}

/** The facts of E1 gathered for the pure function: tariff, connection, standard desk, and the instant. */
export async function findEntitlement(db: Reader, portal: Portal, at: Date): Promise<Entitlement> {
  const live = await rows.findLiveConnection(db, portal.memberId)
  const partner = live === null ? null : await rows.findDesk(db, live.deskId)
  const standard = await rows.findPresentStandardDesk(db)
  const isOwnDesk = standard?.memberId === portal.memberId
  return entitlementOf({
    licence:
      portal.licenceCheckedAt === null
        ? null
        : {
            level: levelOf({
              license: portal.licence.licence,
              licenseType: portal.licence.licenceType,
              licenseFamily: portal.licence.licenceFamily,
              boxIsEnterprise: portal.isEnterpriseBox,
            }),
            answeredAt: portal.licenceCheckedAt,
            failingSince: portal.licenceFailedAt,
          },
    connection: partner === null || live === null ? null : { ...answering(partner), endsAt: live.endsAt },
    standardDesk: standard === null || isOwnDesk ? null : answering(standard),
    at,
  })
}

/** For a new ticket: which desk gets it, and whether it has people for this portal. The portal's row is held by the caller. */
export async function findAnswering(unit: Unit, portal: Portal): Promise<{ deskId: string; hasPeople: boolean }> {
  const entitlement = await findEntitlement(unit.tx, portal, unit.at)
  if (entitlement.deskId === null) throw new Refusal('no_people')
  return { deskId: entitlement.deskId, hasPeople: entitlement.people.entitled }
}

function answering(desk: rows.Desk): AnsweringDesk {
  return { deskId: desk.deskId, deskName: desk.name, regulation: regulationOf(desk) }
}
