import { randomUUID } from 'node:crypto'
import type { ChannelReason } from '#contract/channels/types.ts'
import { signatureOf, theSystem, type StaffActor } from '#server/platform/actor.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { AddJob } from '#server/platform/jobs/jobs.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import * as rows from './accounts.sql.ts'
import type { ClientsPort } from './channels.port.ts'
import { probeOf, type Probe } from './domain/probe.ts'
import { addOutgoing } from './outbox.sql.ts'
import { storedProbe } from './storedProbe.adapter.ts'

export type AccountDeps = { clients: Pick<ClientsPort, 'saveDeskChannel'> }

export {
  findAccountForUpdate,
  insertAccount,
  isAddressTaken,
  listAccounts,
  lockAccountsOf,
  saveSettings,
} from './accounts.sql.ts'

/** Sends a message to itself and waits for it; what was refused before is tried once more. */
export async function testMailbox(
  unit: UnitOfWork,
  deps: AccountDeps,
  actor: StaffActor,
  accountId: string,
): Promise<void> {
  await retest(unit, deps, await ownForUpdate(unit, actor, accountId))
  unit.wakes.push({ what: 'channels', deskId: actor.desk.deskId, memberId: null })
}

/** From now on it has to prove itself anew. */
export async function retest(unit: UnitOfWork, deps: AccountDeps, account: rows.AccountRow): Promise<void> {
  if (account.state !== 'working') await rows.saveState(unit, account.accountId, { state: 'checking', reason: null })
  await beginProbe(unit, account)
  await tellOfficial(unit, deps, account)
}

/** It sends a message to itself; what comes of it stands beside it. */
export async function beginProbe(
  unit: UnitOfWork,
  { accountId, deskId, address }: Pick<rows.AccountRow, 'accountId' | 'deskId' | 'address'>,
): Promise<void> {
  const outboxId = randomUUID()
  await rows.saveProbe(unit, accountId, probeOf(outboxId, unit.at))
  const sent = { kind: 'probe', eventKey: `probe ${outboxId}`, memberId: null, userId: null, ticketId: null } as const
  await addOutgoing(unit, [{ outboxId, accountId, deskId, address, ...sent, content: { says: 'probe' } }])
}

export async function pauseMailbox(
  unit: UnitOfWork,
  deps: AccountDeps,
  actor: StaffActor,
  { accountId, isPaused }: { accountId: string; isPaused: boolean },
): Promise<void> {
  const known = await ownForUpdate(unit, actor, accountId)
  if (known.isPaused === isPaused) return
  await rows.savePaused(unit, accountId, isPaused)
  await tellOfficial(unit, deps, known)
  await tellAct(unit, actor, isPaused ? 'channel.paused' : 'channel.resumed', known)
}

/** With everything that came by it and was not answered yet; tickets stay. */
export async function removeMailbox(
  unit: UnitOfWork,
  deps: AccountDeps,
  actor: StaffActor,
  accountId: string,
): Promise<void> {
  const known = await rows.findAccountForUpdate(unit, accountId)
  if (known === null) return
  if (known.deskId !== actor.desk.deskId) throw new Refusal('not_found')
  await rows.deleteAccount(unit, accountId)
  await tellOfficial(unit, deps, known)
  await tellAct(unit, actor, 'channel.removed', known)
}

/** The test message came back, and with it what it has taught (`settings`, as they are stored now): from now on the address is official where a regulation names it. */
export async function probeArrived(
  unit: UnitOfWork,
  deps: AccountDeps,
  accountId: string,
  { outboxId, settings }: { outboxId: string; settings: string | null },
): Promise<boolean> {
  const account = await rows.findAccountForUpdate(unit, accountId)
  const probe = account === null ? null : storedProbe(account.probe)
  if (account === null || probe?.outboxId !== outboxId) return false
  await rows.saveProbe(unit, accountId, { ...probe, sent: true, received: true, reason: null })
  if (settings !== null) await rows.saveLearnt(unit, accountId, settings)
  await works(unit, deps, account)
  return true
}

async function works(unit: UnitOfWork, deps: AccountDeps, account: rows.AccountRow): Promise<void> {
  if (account.state !== 'working') {
    await rows.saveState(unit, account.accountId, { state: 'working', reason: null })
    await tellSystem(unit, account, { type: 'channel.works', payload: named(account) })
  }
  await tellOfficial(unit, deps, account)
  unit.wakes.push({ what: 'channels', deskId: account.deskId, memberId: null })
}

export async function noteProbe(
  unit: UnitOfWork,
  accountId: string,
  outboxId: string,
  end: Pick<Probe, 'sent' | 'reason'>,
): Promise<void> {
  const account = await rows.findAccountForUpdate(unit, accountId)
  const probe = account === null ? null : storedProbe(account.probe)
  if (account === null || probe?.outboxId !== outboxId || probe.received === true) return
  await rows.saveProbe(unit, accountId, { ...probe, ...end })
  unit.wakes.push({ what: 'channels', deskId: account.deskId, memberId: null })
}

/** Nothing is tried again by itself: the owner is told once, and has to change it or test it. */
export async function accountBroke(
  unit: UnitOfWork,
  deps: AccountDeps & { addJob: AddJob },
  accountId: string,
  reason: ChannelReason,
): Promise<void> {
  const account = await rows.findAccountForUpdate(unit, accountId)
  if (account === null || account.state === 'broken') return
  await rows.saveState(unit, accountId, { state: 'broken', reason })
  await tellOfficial(unit, deps, account)
  await tellSystem(unit, account, { type: 'channel.broke', payload: { ...named(account), reason } })
  const notice = `channel ${accountId} broke ${unit.at.toISOString()}`
  const { deskId, address } = account
  await deps.addJob(unit, 'noticeChannel', { deskId, address, reason, notice }, { key: notice })
}

/** E6: offered where one of the desk's accounts works, under the address of the first. */
async function tellOfficial(
  unit: UnitOfWork,
  { clients }: AccountDeps,
  { deskId, channel }: Pick<rows.AccountRow, 'deskId' | 'channel'>,
): Promise<void> {
  const [address = null] = await rows.listWorking(unit.tx, deskId, channel)
  await clients.saveDeskChannel(unit, { deskId, channel, address })
}

/** Of the actor's desk, locked; to any other it does not exist. */
export async function ownForUpdate(unit: UnitOfWork, actor: StaffActor, accountId: string): Promise<rows.AccountRow> {
  const known = await rows.findAccountForUpdate(unit, accountId)
  if (known === null || known.deskId !== actor.desk.deskId) throw new Refusal('not_found')
  return known
}

/** As it is now; to any other desk it does not exist. */
export async function ownAccount(db: Reader, actor: StaffActor, accountId: string): Promise<rows.AccountRow> {
  const known = await rows.findAccount(db, accountId)
  if (known === null || known.deskId !== actor.desk.deskId) throw new Refusal('not_found')
  return known
}

type Named = { accountId: string; address: string }

function named({ accountId, address }: Named): Named {
  return { accountId, address }
}

/** For the owner's log. */
export async function tellAct(
  unit: UnitOfWork,
  actor: StaffActor,
  type: 'channel.added' | 'channel.changed' | 'channel.removed' | 'channel.paused' | 'channel.resumed',
  account: Named,
): Promise<void> {
  const { deskId } = actor.desk
  await append(unit, [{ type, payload: named(account), actor: signatureOf(actor, 'desk'), memberId: null, deskId }])
}

type SystemEvent =
  | { type: 'channel.works'; payload: Named }
  | { type: 'channel.broke'; payload: Named & { reason: string } }

async function tellSystem(unit: UnitOfWork, { deskId }: { deskId: string }, event: SystemEvent): Promise<void> {
  await append(unit, [{ ...event, actor: theSystem, memberId: null, deskId }])
}
