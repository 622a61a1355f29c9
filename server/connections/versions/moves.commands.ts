import type { JournalPayload } from '#contract/events.ts'
import { lockDesk } from '#server/desks/feature.ts'
import { signatureOf, theSystem, type StaffActor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { AddJob } from '#server/platform/jobs/jobs.ts'
import { append, type Entry } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Regulation } from '#server/regulations/domain/document.ts'
import { findVersionDates, regulationOfVersion } from '#server/regulations/regulation.queries.ts'
import type { ExistingClientsPort } from '#server/regulations/existingClients.port.ts'
import { decideMoves, type Moved, type OnVersion, type VersionWanted } from './domain/moves.ts'
import * as rows from './versions.sql.ts'

type MovesDeps = { addJob: AddJob }

/** E9: the owner moves one client to another version, or (null) all of them. */
export async function moveConnections(
  unit: UnitOfWork,
  deps: MovesDeps,
  actor: StaffActor,
  { connectionId, version, from }: { connectionId: string | null; version: number; from: Date | null },
): Promise<void> {
  const { deskId } = actor.desk
  await lockDesk(unit, deskId)
  const dates = await findVersionDates(unit.tx, deskId, version)
  if (dates === null || dates.withdrawnAt !== null) throw new Refusal('not_found')
  const document = await regulationOfVersion(unit.tx, deskId, version)
  const clients = await rows.listOnVersions(unit.tx, { deskId, connectionId }, unit.at)
  if (connectionId !== null && clients.length === 0) throw new Refusal('not_found')
  const moved = await move(unit, deps, actor, clients, { version, document, effectiveAt: dates.effectiveAt, from })
  if (moved.length === 0) throw new Refusal('version_same')
}

/** What was planned for one client, or (null) for all, will not be: they stay on the version that they have. */
export async function keepVersions(
  unit: UnitOfWork,
  actor: StaffActor,
  kept: { connectionId: string | null; version: number | null },
): Promise<void> {
  const { deskId } = actor.desk
  await lockDesk(unit, deskId)
  const connectionIds = kept.connectionId === null ? null : [kept.connectionId]
  const withdrawn = await rows.withdrawPlanned(unit, { deskId, connectionIds, version: kept.version })
  await append(
    unit,
    withdrawn.map(({ connectionId, memberId, version }) => ({
      ...actOf(actor, 'connection.versionKept', { connectionId, version }),
      memberId,
    })),
  )
}

/** For publications, which know no connections. */
export function existingClientsPort(deps: MovesDeps): ExistingClientsPort {
  return {
    async moveExisting(unit, actor, published, from) {
      const clients = await rows.listOnVersions(unit.tx, { deskId: actor.desk.deskId, connectionId: null }, unit.at)
      await move(unit, deps, actor, clients, { ...published, from })
      return new Date(Math.max((from ?? unit.at).getTime(), published.effectiveAt.getTime()))
    },
    keepExisting: (unit, actor, version) => keepVersions(unit, actor, { connectionId: null, version }),
  }
}

/** Planned versions whose instant has come hold already; this tells both sides, once. May run early or twice. */
export async function beginVersions(unit: UnitOfWork, deskId: string): Promise<void> {
  const begun = await rows.beginPlanned(unit, deskId)
  await append(
    unit,
    begun.map(({ connectionId, memberId, version, from }) => ({
      type: 'connection.versionBegan' as const,
      actor: theSystem,
      memberId,
      deskId,
      payload: { connectionId, version, from: from.toISOString(), wasPlanned: true },
    })),
  )
}

async function move(
  unit: UnitOfWork,
  deps: MovesDeps,
  actor: StaffActor,
  clients: readonly OnVersion[],
  wanted: VersionWanted,
): Promise<Moved[]> {
  const { deskId } = actor.desk
  const documents = await documentsOf(unit, deskId, clients, wanted.version)
  const moved = decideMoves(clients, wanted, documents, unit.at)
  const { version } = wanted
  await rows.withdrawReplaced(
    unit,
    moved.flatMap(({ connectionId, replaces }) => replaces.map((one) => ({ connectionId, ...one }))),
  )
  await rows.insertVersions(
    unit,
    moved.map(({ connectionId, from }) => ({ connectionId, version, from })),
  )
  await append(
    unit,
    moved.map((one) => ({ ...movedEntry(actor, one, version, unit.at), memberId: one.memberId })),
  )
  const later = moved.find(({ from }) => from > unit.at)
  if (later !== undefined) await tellAt(unit, deps, deskId, later.from)
  return moved
}

/** Durable, in this transaction. */
export function tellAt(unit: UnitOfWork, { addJob }: MovesDeps, deskId: string, from: Date): Promise<void> {
  return addJob(unit, 'versionsBegin', { deskId }, { key: `versions ${deskId} ${from.getTime()}`, runAt: from })
}

/** What others hold by is read from the table; the one that is wanted may have been written a moment ago. */
async function documentsOf(
  unit: UnitOfWork,
  deskId: string,
  clients: readonly OnVersion[],
  wanted: number,
): Promise<Map<number, Regulation>> {
  const versions = new Set(clients.flatMap((one) => [one.version, ...one.planned.map(({ version }) => version)]))
  versions.delete(wanted)
  return new Map(
    await Promise.all(
      [...versions].map(async (version) => [version, await regulationOfVersion(unit.tx, deskId, version)] as const),
    ),
  )
}

function movedEntry(actor: StaffActor, { connectionId, from }: Moved, version: number, at: Date) {
  const moved = { connectionId, version, from: from.toISOString() }
  if (from > at) return actOf(actor, 'connection.versionPlanned', moved)
  return actOf(actor, 'connection.versionBegan', { ...moved, wasPlanned: false })
}

type MoveType = 'connection.versionPlanned' | 'connection.versionBegan' | 'connection.versionKept'

function actOf<Type extends MoveType>(actor: StaffActor, type: Type, payload: JournalPayload<Type>): Entry<Type> {
  return { type, actor: signatureOf(actor, 'desk'), memberId: null, deskId: actor.desk.deskId, payload }
}
