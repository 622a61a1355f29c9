import { randomBytes, randomUUID } from 'node:crypto'
import type { IssueCodeInput } from '#contract/connections/codes.types.ts'
import { lockDesk } from '#server/desks/feature.ts'
import { signatureOf, theSystem, type Actor } from '#server/platform/actor.ts'
import { append, type Entry } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { ReadAt, UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { adminsLookedAtSince } from '#server/portals/domain/admins.ts'
import { findInstalledPortal, hasReaders, loadPortal } from '#server/portals/portals.queries.ts'
import { regulationAt } from '#server/regulations/regulation.queries.ts'
import type { CodeSendingPort } from './codeSending.port.ts'
import { formatCode, hashCode, lastGroup, makeCode } from './domain/code.ts'
import { refuseDead } from './domain/codeState.ts'
import { countSentTo, findPortalOf } from './codeRecipients.sql.ts'
import * as codes from './codes.sql.ts'

const DAY = 86_400_000

/** C1, C2: the answer carries the code in full, this once; the table gets its keyed digest and last group. */
export async function issueCode(
  unit: UnitOfWork,
  actor: Actor,
  deskId: string,
  input: IssueCodeInput,
  pepper: Buffer,
): Promise<{ code: string; issued: codes.SupportCode }> {
  await refuseUnknownTerms(unit, deskId, input)
  const code = makeCode(randomBytes(15))
  const issued: codes.SupportCode = {
    codeId: randomUUID(),
    deskId,
    lastGroup: lastGroup(code),
    portal: input.portal ?? null,
    portalMemberId: input.portal === undefined ? null : await findInstalledPortal(unit.tx, input.portal),
    maxUses: input.portal === undefined ? input.maxUses : 1,
    used: 0,
    clientStatus: input.clientStatus,
    plans: input.plans ?? null,
    note: input.note,
    issuedBy: actor.name,
    issuedAt: unit.at,
    expiresAt: new Date(unit.at.getTime() + input.expiresInDays * DAY),
    revokedAt: null,
    revokedBy: null,
    sent: null,
    delivered: null,
  }
  await codes.insertCode(unit, issued, Buffer.from(hashCode(code, pepper), 'hex'))
  await append(unit, [entry('code.issued', signatureOf(actor, 'desk'), issued)])
  return { code: formatCode(code), issued }
}

/** A page may show a regulation that holds no more. One without client statuses asks for none, so any will do. */
async function refuseUnknownTerms(
  unit: UnitOfWork,
  deskId: string,
  { plans = [], clientStatus }: IssueCodeInput,
): Promise<void> {
  const { regulation } = await regulationAt(unit.tx, deskId, unit.at)
  const known = new Set(regulation.plans.map(({ code }) => code))
  const statuses = regulation.clientStatuses.map(({ status }) => status)
  const isKnownStatus = statuses.length === 0 || statuses.includes(clientStatus)
  if (!isKnownStatus || plans.some((plan) => !known.has(plan))) throw new Refusal('terms_unknown')
}

export async function revokeCode(
  unit: UnitOfWork,
  actor: Actor,
  deskId: string,
  codeId: string,
): Promise<codes.SupportCode> {
  const code = await lockOwnCode(unit, deskId, codeId)
  if (code.revokedAt !== null) return code
  await codes.revokeCode(unit, codeId, actor.name)
  const revoked = { ...code, revokedAt: unit.at, revokedBy: actor.name }
  await append(unit, [entry('code.revoked', signatureOf(actor, 'desk'), revoked)])
  return revoked
}

/** So many codes a day may one desk push to the people of one portal, who have not asked for them. */
const SENDINGS_A_DAY = 3

/** C2: to the admins of the named portal, once a code: whoever clicks again finds it sent. */
export async function sendCode(
  unit: UnitOfWork,
  deps: CodeSendingPort,
  actor: Actor,
  deskId: string,
  { codeId, codeHash, sealedCode }: { codeId: string; codeHash: Buffer; sealedCode: string },
): Promise<codes.SupportCode> {
  const code = await lockOwnCode(unit, deskId, codeId)
  // Two codes at once must not both be the last one of the day.
  await lockDesk(unit, deskId)
  if (!(await codes.isHashOf(unit, codeId, codeHash))) throw new Refusal('code_wrong')
  if (code.sent !== null) return code
  refuseDead(code, unit.at)
  const memberId = await findNotifiedPortal({ tx: unit.tx, at: unit.at }, code)
  if (memberId === null) throw new Refusal('cannot_notify')
  if (await isSentEnough(unit, code, memberId)) throw new Refusal('notified_too_often')
  return push(unit, deps, actor, { code, sealedCode })
}

/** The same for a code that reaches its portal in another way, too: where nobody can be notified, it is not sent. */
export async function sendIfPossible(
  unit: UnitOfWork,
  deps: CodeSendingPort,
  actor: Actor,
  { code, sealedCode }: { code: codes.SupportCode; sealedCode: string },
): Promise<void> {
  await lockDesk(unit, code.deskId)
  const memberId = await findNotifiedPortal({ tx: unit.tx, at: unit.at }, code)
  if (memberId === null || (await isSentEnough(unit, code, memberId))) return
  await push(unit, deps, actor, { code, sealedCode })
}

async function isSentEnough(unit: UnitOfWork, code: codes.SupportCode, memberId: string): Promise<boolean> {
  const dayAgo = new Date(unit.at.getTime() - DAY)
  return (await countSentTo(unit.tx, code.deskId, { portal: code.portal, memberId }, dayAgo)) >= SENDINGS_A_DAY
}

async function push(
  unit: UnitOfWork,
  deps: CodeSendingPort,
  actor: Actor,
  { code, sealedCode }: { code: codes.SupportCode; sealedCode: string },
): Promise<codes.SupportCode> {
  await codes.saveSent(unit, code.codeId, actor.name)
  await deps.notifyLater(unit, code.codeId, sealedCode)
  await append(unit, [entry('code.sent', signatureOf(actor, 'desk'), code)])
  return { ...code, sent: { at: unit.at, by: actor.name } }
}

/** C2: the portal whose people would read of this code; null where there is none. */
export async function findNotifiedPortal({ tx, at }: ReadAt, code: codes.SupportCode): Promise<string | null> {
  const memberId = await findPortalOf(tx, code)
  const portal = memberId === null ? null : await loadPortal(tx, memberId)
  if (portal === null || !portal.isInstalled || !portal.notices.connection) return null
  return (await hasReaders(tx, portal.memberId, adminsLookedAtSince(at))) ? portal.memberId : null
}

/** The notification has arrived at so many people; 0: there was nobody, or the code was dead by then. */
export async function codeDelivered(unit: UnitOfWork, codeId: string, people: number): Promise<void> {
  const code = await codes.saveDelivered(unit, codeId, people)
  if (code !== null) await append(unit, [entry('code.delivered', theSystem, code)])
}

async function lockOwnCode(unit: UnitOfWork, deskId: string, codeId: string): Promise<codes.SupportCode> {
  const code = await codes.lockCode(unit, codeId)
  if (code === null || code.deskId !== deskId) throw new Refusal('not_found')
  return code
}

type CodeEventType = 'code.issued' | 'code.revoked' | 'code.sent' | 'code.delivered'

function entry(type: CodeEventType, actor: JournalActor, code: codes.SupportCode): Entry<CodeEventType> {
  const { codeId, deskId, portal, maxUses, plans, delivered } = code
  return {
    type,
    actor,
    memberId: null,
    deskId,
    payload: {
      codeId,
      lastGroup: code.lastGroup,
      portal,
      maxUses,
      plans,
      expiresAt: code.expiresAt.toISOString(),
      ...(delivered === null ? {} : { people: delivered.people }),
    },
  }
}
