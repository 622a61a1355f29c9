import { randomUUID } from 'node:crypto'
import type { JournalEvent } from '#contract/events.ts'
import * as desks from '#server/desks/desks.queries.ts'
import { signatureOf, theSystem, type Actor } from '#server/platform/actor.ts'
import { append, type Entry } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Portal } from '#server/portals/domain/portal.ts'
import { loadPortal } from '#server/portals/portals.queries.ts'
import { markInstalled, markUninstalled, saveSupportVersion } from '#server/portals/feature.ts'
import { regulationAt } from '#server/regulations/regulation.queries.ts'
import { lockTickets, unlockTickets } from '#server/tickets/feature.ts'
import type { TicketDeps } from '#server/tickets/feature.ts'
import { checkCode } from './codes/domain/codeState.ts'
import {
  decideConnection,
  evolveConnection,
  ticketLocks,
  type ConnectionCommand,
  type ConnectionEvent,
  type PortalSupport,
} from './domain/connection.ts'
import { openStandardTickets } from './entitlement/licenceLevel.commands.ts'
import * as rows from './connections.sql.ts'
import type { MadeUnder } from './versions/firstVersion.commands.ts'
import { termsFor } from './versions/terms.queries.ts'
import { countUse, lockCode, lockCodeFor, type SupportCode } from './codes/codes.sql.ts'
import { loadSupportForUpdate } from './support/support.queries.ts'
import { findConnection } from './support/support.sql.ts'

export type SwitchDeps = {
  ticketDeps: TicketDeps
  /** Durable, in this transaction: the end of a notice period (C5). */
  wakeConnectionAt(unit: UnitOfWork, memberId: string, at: Date): Promise<void>
  /** E9: the version under which a connection was made, and those that its desk has announced. */
  beginOnVersion(unit: UnitOfWork, made: MadeUnder): Promise<void>
  /** E11: whoever looked for a partner has one; in this transaction, so that no other partner answers meanwhile. */
  partnerFound(unit: UnitOfWork, memberId: string, deskId: string): Promise<void>
  /** E11: a portal that has taken the app away looks for nobody. */
  searchIsOver(unit: UnitOfWork, memberId: string): Promise<void>
  /** Durable, in this transaction: a client of a desk that is gone. */
  deskIsGone(unit: UnitOfWork, memberId: string, deskId: string): Promise<void>
  /** Durable, in this transaction: CLEAN=1, what was written and by whom (C5). A busy desk's takes many transactions. */
  eraseTexts(unit: UnitOfWork, memberId: string): Promise<void>
}

type SwitchActor = { signature: JournalActor; name: string; userId: number; side: 'client' | 'desk' | 'system' }

/** E4: connecting, going back and connecting again are one transaction each, under the portal's row lock. */
export async function activateCode(
  unit: UnitOfWork,
  deps: SwitchDeps,
  actor: Actor,
  input: { codeHash: Buffer; stateToken: string },
): Promise<void> {
  const find = (portal: Portal) => lockCodeFor(unit, input.codeHash, portal)
  await activate(unit, deps, actor, { find, stateToken: input.stateToken })
}

/** E11: the same by an offer; the code behind it was issued for this portal, and whoever takes it has not typed it. */
export async function activateOffered(
  unit: UnitOfWork,
  deps: SwitchDeps,
  actor: Actor,
  input: { codeId: string; stateToken: string },
): Promise<void> {
  await activate(unit, deps, actor, { find: () => lockCode(unit, input.codeId), stateToken: input.stateToken })
}

async function activate(
  unit: UnitOfWork,
  deps: SwitchDeps,
  actor: Actor,
  input: { find: (portal: Portal) => Promise<SupportCode | null>; stateToken: string },
): Promise<void> {
  const { portal, support } = await loadSupportForUpdate(unit, actor.memberId)
  const code = checkCode(await input.find(portal), support.live?.deskId ?? null, unit.at)
  const desk = await findDesk(unit, code.deskId)
  await apply(unit, deps, support, switchActorOf(actor, 'client'), {
    type: 'activate',
    at: unit.at,
    by: String(actor.userId),
    stateToken: input.stateToken,
    connectionId: randomUUID(),
    codeId: code.codeId,
    deskId: desk.deskId,
    deskPortalId: desk.memberId,
    clientStatus: code.clientStatus,
    plans: code.plans,
    regulationVersion: (await regulationAt(unit.tx, desk.deskId, unit.at)).version,
  })
  await countUse(unit, code.codeId)
}

export async function returnToStandard(
  unit: UnitOfWork,
  deps: SwitchDeps,
  actor: Actor,
  stateToken: string,
): Promise<void> {
  const { support } = await loadSupportForUpdate(unit, actor.memberId)
  const command = { type: 'returnToStandard', at: unit.at, by: String(actor.userId), stateToken } as const
  await apply(unit, deps, support, switchActorOf(actor, 'client'), command)
}

export async function reconnectDesk(
  unit: UnitOfWork,
  deps: SwitchDeps,
  actor: Actor,
  input: { deskId: string; stateToken: string },
): Promise<void> {
  const { support } = await loadSupportForUpdate(unit, actor.memberId)
  const known = support.former.some((former) => former.deskId === input.deskId) || support.live?.deskId === input.deskId
  // Of other desks nothing is revealed, not even whether they exist.
  if (!known) throw new Refusal('not_connected')
  const desk = await findDesk(unit, input.deskId)
  await apply(unit, deps, support, switchActorOf(actor, 'client'), {
    type: 'reconnect',
    at: unit.at,
    by: String(actor.userId),
    stateToken: input.stateToken,
    connectionId: randomUUID(),
    deskId: desk.deskId,
    deskPortalId: desk.memberId,
    regulationVersion: (await regulationAt(unit.tx, desk.deskId, unit.at)).version,
  })
}

/** C5: the desk ends a connection; it lives until the notice period is over that its version promises. */
export async function endConnection(
  unit: UnitOfWork,
  deps: SwitchDeps,
  actor: Actor,
  connectionId: string,
): Promise<void> {
  const found = await findConnection(unit.tx, connectionId)
  if (found === null || found.deskId !== actor.desk?.deskId) throw new Refusal('not_found')
  const { support } = await loadSupportForUpdate(unit, found.memberId)
  if (support.live?.connectionId !== connectionId) throw new Refusal('not_connected')
  const { noticeDays } = (await termsFor(unit, found)).regulation
  const command = { type: 'deskEnds', at: unit.at, by: String(actor.userId), noticeDays } as const
  await apply(unit, deps, support, switchActorOf(actor, 'desk'), command)
}

export async function noticeIsOver(unit: UnitOfWork, deps: SwitchDeps, memberId: string): Promise<void> {
  const { support } = await loadSupportForUpdate(unit, memberId)
  const endsAt = support.live?.endsAt ?? null
  // The client left earlier or came back meanwhile: nothing ends.
  if (endsAt === null) return
  if (endsAt > unit.at) return deps.wakeConnectionAt(unit, memberId, endsAt)
  await apply(unit, deps, support, systemActor, { type: 'noticeIsOver', at: unit.at })
}

/** C5: uninstalling ends the connection at once; tickets stay for the desk to read, and with CLEAN all texts are erased. */
export async function portalUninstalled(
  unit: UnitOfWork,
  deps: SwitchDeps,
  memberId: string,
  isClean: boolean,
): Promise<void> {
  const { portal, support } = await loadSupportForUpdate(unit, memberId)
  if (portal.isInstalled) {
    await apply(unit, deps, support, systemActor, { type: 'uninstall', at: unit.at, by: null })
    await deps.searchIsOver(unit, memberId)
    const standard = await desks.findStandardDesk(unit.tx)
    if (standard !== null)
      await lockTickets(unit, deps.ticketDeps, { memberId, deskId: standard.deskId, reason: 'uninstalled' }, theSystem)
    const desk = await desks.findDeskOf(unit.tx, memberId)
    const clients = desk === null ? [] : await rows.listClientsOf(unit.tx, desk.deskId)
    // Each in a transaction of its own: two desks that are each other's clients would wait for each other.
    for (const client of clients) await deps.deskIsGone(unit, client, desk?.deskId ?? '')
  }
  // Also where the wizard was never finished: tokens, sessions and the application's secret are there all the same.
  await markUninstalled(unit, memberId, isClean)
  if (isClean) await deps.eraseTexts(unit, memberId)
}

/** The desk's portal has taken the app away: nobody would answer this client, so the connection ends at once. */
export async function deskIsGone(unit: UnitOfWork, deps: SwitchDeps, memberId: string, deskId: string): Promise<void> {
  const { support } = await loadSupportForUpdate(unit, memberId)
  const desk = await findDesk(unit, deskId)
  const deskPortal = await loadPortal(unit.tx, desk.memberId)
  // Installed again before this ran: nothing ends.
  if (support.live?.deskId !== deskId || deskPortal?.isInstalled === true) return
  await apply(unit, deps, support, systemActor, { type: 'uninstall', at: unit.at, by: null })
}

/** The application is there (the installer is done, or Bitrix24 has reported it): from now on people may have sessions. */
export async function portalInstalled(unit: UnitOfWork, deps: SwitchDeps, memberId: string): Promise<void> {
  await markInstalled(unit, memberId, null)
  await portalInstalledAgain(unit, deps, memberId)
}

/** Installed again: the desk that answers now opens its tickets (E3). */
export async function portalInstalledAgain(unit: UnitOfWork, deps: SwitchDeps, memberId: string): Promise<void> {
  const { support } = await loadSupportForUpdate(unit, memberId)
  const standard = support.live === null ? await desks.findStandardDesk(unit.tx) : null
  const answering = support.live?.deskId ?? standard?.deskId
  if (answering !== undefined)
    await openTickets(unit, deps, memberId, { deskId: answering, standard, journalActor: theSystem })
}

async function findDesk(unit: UnitOfWork, deskId: string): Promise<desks.Desk> {
  const desk = await desks.findDesk(unit.tx, deskId)
  if (desk === null) throw new Refusal('no_desk')
  return desk
}

async function apply(
  unit: UnitOfWork,
  deps: SwitchDeps,
  support: PortalSupport,
  switchActor: SwitchActor,
  command: ConnectionCommand,
): Promise<void> {
  const events = decideConnection(support, command)
  const after = events.reduce(evolveConnection, support)
  for (const event of events) await rows.saveConnectionEvent(unit, support.portalId, event, switchActor)
  await saveSupportVersion(unit, support.portalId, after.version)
  const standard = await desks.findStandardDesk(unit.tx)
  const locks = ticketLocks(support, events, standard?.deskId ?? null)
  for (const { deskId, reason } of locks.lock) {
    await lockTickets(unit, deps.ticketDeps, { memberId: support.portalId, deskId, reason }, switchActor.signature)
  }
  for (const deskId of locks.unlock) {
    await openTickets(unit, deps, support.portalId, { deskId, standard, journalActor: switchActor.signature })
  }
  await append(
    unit,
    events.map((event) => entryOf(support.portalId, event, switchActor)),
  )
  const given = events.find((event) => event.type === 'connection.noticeGiven')
  if (given !== undefined) await deps.wakeConnectionAt(unit, support.portalId, given.endsAt)
  const made = events.find((event) => event.type === 'connection.made')
  if (made !== undefined) {
    const { connectionId, deskId, regulationVersion: version } = made
    await deps.beginOnVersion(unit, { connectionId, memberId: support.portalId, deskId, version })
    await deps.partnerFound(unit, support.portalId, deskId)
  }
}

/** Of a desk that answers from now on; at the standard desk the tariff decides, too (E1). */
async function openTickets(
  unit: UnitOfWork,
  { ticketDeps }: SwitchDeps,
  memberId: string,
  { deskId, standard, journalActor }: { deskId: string; standard: desks.Desk | null; journalActor: JournalActor },
): Promise<void> {
  if (deskId === standard?.deskId) await openStandardTickets(unit, ticketDeps, { memberId, deskId, journalActor })
  else await unlockTickets(unit, ticketDeps, { memberId, deskId }, journalActor)
}

function entryOf(memberId: string, event: ConnectionEvent, switchActor: SwitchActor): Entry<ConnectionEvent['type']> {
  const actor = event.by === null ? theSystem : switchActor.signature
  return { ...appendedOf(event), actor, memberId, deskId: event.deskId }
}

function appendedOf(event: ConnectionEvent): JournalEvent<ConnectionEvent['type']> {
  const { connectionId } = event
  switch (event.type) {
    case 'connection.made': {
      const { codeId, clientStatus, plans, regulationVersion } = event
      return { type: event.type, payload: { connectionId, codeId, clientStatus, plans, regulationVersion } }
    }
    case 'connection.noticeGiven':
      return { type: event.type, payload: { connectionId, endsAt: event.endsAt.toISOString() } }
    case 'connection.ended':
      return { type: event.type, payload: { connectionId, reason: event.reason } }
  }
}

const systemActor: SwitchActor = { signature: theSystem, name: '', userId: 0, side: 'system' }

function switchActorOf(actor: Actor, side: 'client' | 'desk'): SwitchActor {
  return { signature: signatureOf(actor, side), name: actor.name, userId: actor.userId, side }
}
