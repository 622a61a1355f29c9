import type { JournalPayload } from '#contract/events.ts'
import type { regulationEvents } from '#contract/regulations/events.ts'
import { signatureOf, type StaffActor } from '#server/platform/actor.ts'
import { append, type Entry } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { diffRegulations } from './domain/diff.ts'
import { parseRegulation, refuseUncomputable, type Regulation } from './domain/document.ts'
import { comingVersion, versionAt } from './domain/versions.ts'
import type { ExistingClientsPort, PublishedVersion } from './existingClients.port.ts'
import { regulationOfVersion } from './regulation.queries.ts'
import { presets } from './presets/all.ts'
import * as rows from './regulations.sql.ts'

/** A desk starts with its preset as version 1, frozen: a later release of the product does not change what it promised. */
export async function startRegulation(
  unit: UnitOfWork,
  desk: { deskId: string; preset: string; writtenBy: string },
): Promise<void> {
  await rows.insertVersion(unit, desk.deskId, {
    version: 1,
    effectiveAt: unit.at,
    document: presetOf(desk.preset),
    writtenBy: desk.writtenBy,
  })
}

/** Desks that were opened before versions were kept. Several processes may start at once. */
export async function giveFirstVersions(unit: UnitOfWork): Promise<void> {
  for (const { deskId, preset, openedAt } of await rows.listDesksWithout(unit.tx)) {
    if ((await rows.lockVersions(unit, deskId)).length > 0) continue
    const document = presetOf(preset)
    await rows.insertVersion(unit, deskId, { version: 1, effectiveAt: openedAt, document, writtenBy: '' })
  }
}

export type Publication = {
  document: unknown
  /** Null: at once. */
  effectiveAt: Date | null
  /** The last version that the page knew: of two owners who publish at once, one finds out. */
  lastVersion: number
}

/** Whom a version concerns besides those who connect from its instant on: nobody (null), or all clients from then, or from its own instant. */
export type Concerned = { from: Date | null } | null

/** E9: the same, and for existing clients from the instant that is named, where that is not too soon for them. */
export async function publishFor(
  unit: UnitOfWork,
  clients: ExistingClientsPort,
  actor: StaffActor,
  { concerned, ...publication }: Publication & { concerned: Concerned },
): Promise<void> {
  const published = await publishRegulation(unit, actor, publication)
  if (concerned === null) return
  const from = await clients.moveExisting(unit, actor, published, concerned.from)
  await rows.saveExistingFrom(unit, actor.desk.deskId, published.version, from)
}

/** D1: a new version, from its instant on. A desk has at most one that is still to come. Existing clients stay on theirs (E9). */
export async function publishRegulation(
  unit: UnitOfWork,
  actor: StaffActor,
  publication: Publication,
): Promise<PublishedVersion> {
  const { desk } = actor
  const document = parseFor(desk.kind, publication.document, publication.effectiveAt ?? unit.at)
  const versions = await rows.lockVersions(unit, desk.deskId)
  const last = Math.max(...versions.map(({ version }) => version))
  if (publication.lastVersion !== last) throw new Refusal('regulation_stale', { lastVersion: last })
  if (comingVersion(versions, unit.at) !== null) throw new Refusal('regulation_coming')
  const now = versionAt(versions, unit.at)
  if (now === null) throw new Error(`the desk ${desk.deskId} has no regulation`)
  if (publication.effectiveAt !== null && publication.effectiveAt < unit.at) throw new Refusal('date_in_past')
  // Another server's clock may be ahead: what is published after a version never takes effect before it.
  const earliest = new Date(Math.max(unit.at.getTime(), now.effectiveAt.getTime()))
  const effectiveAt = publication.effectiveAt ?? earliest
  const before = await regulationOfVersion(unit.tx, desk.deskId, now.version)
  const version = last + 1
  await rows.insertVersion(unit, desk.deskId, { version, effectiveAt, document, writtenBy: actor.name })
  await append(unit, [
    entryOf(actor, 'regulation.published', {
      version,
      effectiveAt: effectiveAt.toISOString(),
      changedFields: diffRegulations(before, document).length,
    }),
  ])
  return { version, effectiveAt, document }
}

/** Taken back before its instant, as if it had never been; its number is not given again. */
export async function withdrawRegulation(
  unit: UnitOfWork,
  clients: Pick<ExistingClientsPort, 'keepExisting'>,
  actor: StaffActor,
  version: number,
): Promise<void> {
  const { deskId } = actor.desk
  const versions = await rows.lockVersions(unit, deskId)
  if (versions.every((known) => known.version !== version)) throw new Refusal('not_found')
  if (comingVersion(versions, unit.at)?.version !== version) throw new Refusal('regulation_not_coming')
  await rows.markWithdrawn(unit, deskId, version, actor.name)
  await append(unit, [entryOf(actor, 'regulation.withdrawn', { version })])
  await clients.keepExisting(unit, actor, version)
}

/** The document, if it could be published at this desk, to hold from this instant on. */
export function parseFor(kind: Regulation['kind'], input: unknown, at: Date): Regulation {
  const regulation = parseRegulation(input)
  if (regulation.kind !== kind) throw new Refusal('regulation_invalid', { wrongAt: 'kind', problem: 'contradiction' })
  refuseUncomputable(regulation, at)
  return regulation
}

export function presetOf(key: string): Regulation {
  const preset = Object.hasOwn(presets, key) ? presets[key] : undefined
  if (preset === undefined) throw new Refusal('not_found')
  return preset
}

function entryOf<Type extends keyof typeof regulationEvents>(
  actor: StaffActor,
  type: Type,
  payload: JournalPayload<Type>,
): Entry<Type> {
  const { memberId } = actor
  return { type, actor: signatureOf(actor, 'desk'), memberId, deskId: actor.desk.deskId, payload }
}
