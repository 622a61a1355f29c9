import { randomBytes, randomUUID } from 'node:crypto'
import type { IssueCodeInput } from '#contract/support.ts'
import { signatureOf, type Actor } from '#server/platform/actor.ts'
import { tell } from '#server/platform/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Unit } from '#server/platform/unit.ts'
import { lockPortal } from '#server/portals/commands.ts'
import type { Portal } from '#server/portals/portal.ts'
import { ATTEMPTS_MATTER_DAYS, waitBeforeAttempt } from './domain/attempts.ts'
import { formatCode, hashCode, lastGroup, makeCode, normalizeCode } from './domain/code.ts'
import * as rows from './sql.ts'
import * as codes from './sqlCodes.ts'

const DAY = 86_400_000

/** C1, C2: the answer carries the code in full, this once; the table gets its keyed digest and last group. */
export async function issueCode(
  unit: Unit,
  actor: Actor,
  deskId: string,
  input: IssueCodeInput,
  pepper: Buffer,
): Promise<{ code: string; issued: codes.SupportCode }> {
  const code = makeCode(randomBytes(15))
  const issued: codes.SupportCode = {
    codeId: randomUUID(),
    deskId,
    lastGroup: lastGroup(code),
    portal: input.portal === undefined ? null : portalName(input.portal),
    maxUses: input.portal === undefined ? input.maxUses : 1,
    used: 0,
    clientStatus: input.clientStatus,
    note: input.note,
    issuedBy: actor.name,
    issuedAt: unit.at,
    expiresAt: new Date(unit.at.getTime() + input.expiresInDays * DAY),
    revokedAt: null,
  }
  await codes.insertCode(unit, issued, Buffer.from(hashCode(code, pepper), 'hex'))
  await tell(unit, [entry('code.issued', actor, deskId, issued)])
  return { code: formatCode(code), issued }
}

export async function revokeCode(unit: Unit, actor: Actor, deskId: string, codeId: string): Promise<codes.SupportCode> {
  const code = await codes.lockCode(unit, codeId)
  if (code === null || code.deskId !== deskId) throw new Refusal('not_found')
  if (code.revokedAt !== null) return code
  await codes.revokeCode(unit, codeId, actor.name)
  const revoked = { ...code, revokedAt: unit.at }
  await tell(unit, [entry('code.revoked', actor, deskId, revoked)])
  return revoked
}

function entry(type: string, actor: Actor, deskId: string, code: codes.SupportCode) {
  const { codeId, portal, maxUses } = code
  return {
    type,
    actor: signatureOf(actor, 'desk'),
    memberId: null,
    deskId,
    payload: { codeId, lastGroup: code.lastGroup, portal, maxUses, expiresAt: code.expiresAt.toISOString() },
  }
}

/**
 * C2: counts an attempt in a transaction of its own, so that a refusal does not take the count back. The portal's row
 * lock keeps two attempts at once from both being the last one allowed.
 */
export async function countAttempt(unit: Unit, memberId: string): Promise<void> {
  await lockPortal(unit, memberId)
  const since = new Date(unit.at.getTime() - ATTEMPTS_MATTER_DAYS * DAY)
  const waitSeconds = waitBeforeAttempt(await rows.countAttempts(unit, memberId, since), unit.at)
  if (waitSeconds > 0) throw new Refusal('too_many_attempts', { waitSeconds })
  await rows.insertAttempt(unit, memberId)
}

/** What was typed, as its digest; null where nobody can have issued it (the lookup then finds nothing, at the same cost). */
export function digestOf(typed: string, pepper: Buffer): Buffer | null {
  const code = normalizeCode(typed)
  return code === null ? null : Buffer.from(hashCode(code, pepper), 'hex')
}

const nobodys = Buffer.alloc(32)

/** C3: a code of another portal is answered as a wrong one, after the same work. The code's row stays locked. */
export async function checkCode(
  unit: Unit,
  portal: Portal,
  codeHash: Buffer | null,
  liveDeskId: string | null,
): Promise<codes.SupportCode> {
  const found = await codes.findCode(unit.tx, codeHash ?? nobodys)
  const code = await codes.lockCode(unit, found?.codeId ?? '00000000-0000-0000-0000-000000000000')
  const isTheirs = code?.portal === null || code?.portal === portal.memberId || code?.portal === portal.domain
  if (code === null || !isTheirs) throw new Refusal('code_wrong')
  // Before "used up": the portal that has used it reads that it is connected already.
  if (code.deskId === liveDeskId) throw new Refusal('already_connected')
  if (code.revokedAt !== null) throw new Refusal('code_revoked')
  if (code.expiresAt <= unit.at) throw new Refusal('code_expired')
  if (code.used >= code.maxUses) throw new Refusal('code_used_up')
  return code
}

/** People paste addresses; what is compared is the host alone, or the portal's id. */
function portalName(typed: string): string {
  const withoutScheme = typed
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
  return withoutScheme.split('/')[0] ?? withoutScheme
}
