import type { Level } from '#contract/connections/types.ts'
import type { JournalPayload } from '#contract/events.ts'
import type { portalEvents } from '#contract/portals/events.ts'
import { signatureOf, theSystem, type Actor } from '#server/platform/actor.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { append, type Entry } from '#server/platform/journal/journal.ts'
import { levelOfPortal, type Portal } from './domain/portal.ts'
import type { Visitor } from './gateway.port.ts'
import * as rows from './portals.sql.ts'

/**
 * E5: a failed question never lowers a level; the answer before it holds. The caller has locked the portal's row, so that of
 * two processes with the same news one writes it down.
 */
export async function recordLicence(unit: UnitOfWork, portal: Portal, licence: Visitor['licence']): Promise<void> {
  if (licence === null) {
    if (await rows.saveLicenceFailure(unit, portal.memberId))
      await append(unit, [entryOf(portal, 'portal.tariffUnknown', {})])
    return
  }
  const { licence: before, licenceCheckedAt } = portal
  const isNew = licence.licence !== before.licence || licence.licenceFamily !== before.licenceFamily
  await rows.saveLicence(unit, portal.memberId, licence)
  if (isNew && licenceCheckedAt !== null) {
    await append(unit, [entryOf(portal, 'portal.tariffChanged', { from: before.licence, to: licence.licence })])
  }
  await noteLevel(unit, portal, levelOfPortal({ ...portal, licence }))
}

/** The level that counts from now on, and what it was before: for the page, until somebody has read it. */
export async function noteLevel(unit: UnitOfWork, portal: Portal, level: Level): Promise<void> {
  const known = portal.level ?? (portal.licenceCheckedAt === null ? null : levelOfPortal(portal))
  const before = known === level ? null : known
  if (portal.level === level) return
  await rows.saveLevel(unit, portal.memberId, level, before)
  if (before !== null) await append(unit, [entryOf(portal, 'portal.levelChanged', { from: before, to: level })])
}

/** A box names no edition: it is professional until an owner of its desk says enterprise (E1). The caller has locked the row. */
export async function saveBoxEdition(
  unit: UnitOfWork,
  portal: Portal,
  setting: { by: JournalActor; deskId: string; isEnterprise: boolean },
): Promise<void> {
  const { memberId } = portal
  const { by: actor, deskId, isEnterprise } = setting
  if (portal.isEnterpriseBox === isEnterprise) return
  await rows.updatePortal(unit, memberId, { is_enterprise_box: isEnterprise })
  await append(unit, [{ type: 'portal.boxEditionSaid', actor, memberId, deskId, payload: { isEnterprise } }])
}

/** What changed has been read; of two who put it away at once the second one finds it gone. */
export async function dismissLevelChange(unit: UnitOfWork, actor: Actor, changedAt: Date): Promise<void> {
  if (!(await rows.dropLevelChange(unit, actor.memberId, changedAt))) return
  await append(unit, [
    {
      type: 'portal.levelChangeDismissed',
      actor: signatureOf(actor, 'client'),
      memberId: actor.memberId,
      deskId: null,
      payload: { at: changedAt.toISOString() },
    },
  ])
}

function entryOf<Type extends keyof typeof portalEvents>(
  { memberId }: Portal,
  type: Type,
  payload: JournalPayload<Type>,
): Entry<Type> {
  return { type, actor: theSystem, memberId, deskId: null, payload }
}
