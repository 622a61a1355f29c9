import type { Language } from '#contract/common.ts'
import { signatureOf, theSystem, type Actor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { dropSessionsOf, endSessionsOf } from '#server/platform/http/memberSessions.ts'
import { append } from '#server/platform/journal/journal.ts'
import { wakeThing } from '#server/platform/db/wakes.ts'
import { forgetPeople } from './people.sql.ts'
import { forgetTokens } from './portalTokens.sql.ts'
import * as rows from './portals.sql.ts'

/** The installer is done (or ONAPPINSTALL came): from now on the portal's people may have sessions. */
export async function markInstalled(unit: UnitOfWork, memberId: string, actor: Actor | null): Promise<void> {
  const portal = await rows.lockPortal(unit, memberId)
  if (portal === null || portal.isInstalled) return
  await rows.updatePortal(unit, memberId, { is_installed: true, installed_at: unit.at, uninstalled_at: null })
  await append(unit, [
    {
      type: 'portal.installed',
      actor: actor === null ? theSystem : signatureOf(actor, 'client'),
      memberId,
      deskId: null,
      payload: {},
    },
  ])
}

/** Ends everything that lets people of this portal in. Connection and tickets are the caller's (same transaction). */
export async function markUninstalled(unit: UnitOfWork, memberId: string, isClean: boolean): Promise<void> {
  await rows.updatePortal(unit, memberId, {
    is_installed: false,
    uninstalled_at: unit.at,
    application_token: null,
  })
  await forgetTokens(unit, memberId)
  await endSessionsOf(unit, memberId)
  await append(unit, [{ type: 'portal.uninstalled', actor: theSystem, memberId, deskId: null, payload: { isClean } }])
  if (!isClean) return
  await forgetPeople(unit, memberId)
  await dropSessionsOf(unit, memberId)
}

export async function switchClientRole(unit: UnitOfWork, memberId: string, isClient: boolean): Promise<void> {
  await rows.updatePortal(unit, memberId, { is_client: isClient })
}

/** C6: an admin says that this portal needs support, besides giving it or not. */
export async function becomeClient(unit: UnitOfWork, actor: Actor): Promise<void> {
  const portal = await rows.lockPortal(unit, actor.memberId)
  if (portal === null || portal.isClient) return
  await switchClientRole(unit, actor.memberId, true)
  await append(unit, [
    {
      type: 'portal.becameClient',
      actor: signatureOf(actor, 'client'),
      memberId: actor.memberId,
      deskId: null,
      payload: {},
    },
  ])
}

/** P2, P8: what the portal has of the app, as it was just looked at. What needs a scope switches on where it is granted. */
export async function recordBindings(
  unit: UnitOfWork,
  memberId: string,
  { scopes, version }: { scopes: string[]; version: number | null },
): Promise<void> {
  const before = (await rows.loadPortal(unit.tx, memberId))?.scopes ?? []
  await rows.updatePortal(unit, memberId, { scopes, bound_version: version, bound_at: unit.at })
  if (before.toSorted().join() !== scopes.toSorted().join()) wakeThing(unit, 'me', { deskId: null, memberId })
}

export async function saveSettings(
  unit: UnitOfWork,
  actor: Actor,
  settings: { language: Language; notices: { answers: boolean; connection: boolean; billing?: boolean | undefined } },
): Promise<void> {
  await rows.updatePortal(unit, actor.memberId, {
    language: settings.language,
    notice_answers: settings.notices.answers,
    notice_connection: settings.notices.connection,
    ...(settings.notices.billing === undefined ? {} : { notice_billing: settings.notices.billing }),
  })
  await append(unit, [
    {
      type: 'portal.settingsSaved',
      actor: signatureOf(actor, 'client'),
      memberId: actor.memberId,
      deskId: null,
      payload: { ...settings },
    },
  ])
}
