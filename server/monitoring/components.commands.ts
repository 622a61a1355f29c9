import { randomBytes } from 'node:crypto'
import { textFor } from '#contract/announcements/shown.types.ts'
import {
  mostComponents,
  type AddComponentInput,
  type ChangeComponentInput,
  type RotateComponentInput,
} from '#contract/monitoring/types.ts'
import { signatureOf, type StaffActor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import type { AnnouncingPort } from './announcing.port.ts'
import * as rows from './components.sql.ts'
import { tokenOf } from './domain/token.ts'
import { settleComponent } from './hook.commands.ts'
import { closeByHand } from './incidents.commands.ts'

const secretBytes = 32

/**
 * D3: the secret part of its address, which is told this once; null where it was added before, by the page's own id, and where it is
 * this server itself, which nobody calls.
 */
export async function addComponent(
  unit: UnitOfWork,
  { lockDesk }: Pick<AnnouncingPort, 'lockDesk'>,
  actor: StaffActor,
  input: AddComponentInput,
): Promise<string | null> {
  const { deskId } = actor.desk
  await lockDesk(unit, deskId)
  const known = await rows.findForUpdate(unit, input.componentId)
  if (known !== null && known.deskId !== deskId) throw new Refusal('not_found')
  if (known !== null) return null
  if ((await rows.listComponents(unit.tx, deskId)).length >= mostComponents) {
    throw new Refusal('too_many_components', { most: mostComponents })
  }
  const { token, tokenHash } = tokenOf(randomBytes(secretBytes))
  await rows.insertComponent(unit, { ...input, deskId, tokenHash })
  await tell(unit, actor, 'component.added', input)
  return input.source === 'own' ? null : token
}

/** What was due by the rules before has happened by them. */
export async function changeComponent(
  unit: UnitOfWork,
  port: AnnouncingPort,
  actor: StaffActor,
  { revision, ...settings }: ChangeComponentInput,
): Promise<void> {
  const known = await ownForUpdate(unit, actor, settings.componentId)
  if (known.revision !== revision) throw new Refusal('component_stale')
  const settled = await settleComponent(unit, port, known)
  await rows.saveSettings(unit, { ...settled, ...settings, revision: revision + 1 })
  await tell(unit, actor, 'component.changed', settings)
}

/** The new address's secret part, or the new secret, this once; null where there is none any more. */
export async function rotateComponent(
  unit: UnitOfWork,
  { seal }: Pick<Secrets, 'seal'>,
  actor: StaffActor,
  { componentId, what }: RotateComponentInput,
): Promise<string | null> {
  const known = await ownForUpdate(unit, actor, componentId)
  if (known.source === 'own') throw new Refusal('not_allowed')
  const { token, tokenHash } = tokenOf(randomBytes(secretBytes))
  if (what === 'address') await rows.saveKeys(unit, componentId, { token_hash: tokenHash })
  else await rows.saveKeys(unit, componentId, { sealed_secret: what === 'secret' ? seal(token) : null })
  await append(unit, [
    {
      type: 'component.rotated',
      payload: { componentId, title: textFor(known.title, 'ru'), what },
      ...by(actor),
    },
  ])
  return what === 'noSecret' ? null : token
}

/** With everything that was heard of it. Sent twice it is one. */
export async function removeComponent(
  unit: UnitOfWork,
  port: AnnouncingPort,
  actor: StaffActor,
  componentId: string,
): Promise<void> {
  const known = await rows.findForUpdate(unit, componentId)
  if (known === null) return
  if (known.deskId !== actor.desk.deskId) throw new Refusal('not_found')
  const { state } = await settleComponent(unit, port, known)
  if (state.incident !== null) await closeByHand(unit, port, known, state.incident)
  await rows.deleteComponent(unit, componentId)
  await tell(unit, actor, 'component.removed', known)
}

async function ownForUpdate(unit: UnitOfWork, actor: StaffActor, componentId: string): Promise<rows.Component> {
  const known = await rows.findForUpdate(unit, componentId)
  if (known === null || known.deskId !== actor.desk.deskId) throw new Refusal('not_found')
  return known
}

async function tell(
  unit: UnitOfWork,
  actor: StaffActor,
  type: 'component.added' | 'component.changed' | 'component.removed',
  { componentId, title }: Pick<rows.Component, 'componentId' | 'title'>,
): Promise<void> {
  await append(unit, [{ type, payload: { componentId, title: textFor(title, 'ru') }, ...by(actor) }])
}

function by(actor: StaffActor) {
  return { actor: signatureOf(actor, 'desk'), memberId: null, deskId: actor.desk.deskId }
}
