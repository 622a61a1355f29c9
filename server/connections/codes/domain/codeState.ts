import type { CodeState } from '#contract/connections/codes.types.ts'
import { Refusal } from '#server/platform/refusal.ts'

/** What decides whether a code works, and what was done with it. */
export type CodeFacts = {
  maxUses: number
  used: number
  issuedBy: string
  issuedAt: Date
  expiresAt: Date
  revokedAt: Date | null
  revokedBy: string | null
  sent: { at: Date; by: string } | null
  delivered: { at: Date; people: number } | null
}

export type CodeUse = { clientName: string | null; portalName: string; by: string; at: Date }

/** A job gives up long before: what has not arrived by then never will. */
export const DELIVERED_WITHIN = 24 * 3_600_000

type Usability = Pick<CodeFacts, 'maxUses' | 'used' | 'expiresAt' | 'revokedAt'>

export function stateOf(code: Usability, at: Date): CodeState {
  if (code.revokedAt !== null) return 'revoked'
  if (code.used >= code.maxUses) return 'usedUp'
  return code.expiresAt <= at ? 'expired' : 'active'
}

/** How many people have been notified so far; null while the notification may still be on its way. */
export function notifiedPeople({ sent, delivered }: Pick<CodeFacts, 'sent' | 'delivered'>, at: Date): number | null {
  if (delivered !== null) return delivered.people
  return sent !== null && at.getTime() - sent.at.getTime() > DELIVERED_WITHIN ? 0 : null
}

/** C3: the code that was typed, or why it cannot be used; one of another portal is none, and answered as a wrong one. */
export function checkCode<Code extends Usability & { deskId: string }>(
  code: Code | null,
  liveDeskId: string | null,
  at: Date,
): Code {
  if (code === null) throw new Refusal('code_wrong')
  // Before "used up": the portal that has used it reads that it is connected already.
  if (code.deskId === liveDeskId) throw new Refusal('already_connected')
  refuseDead(code, at)
  return code
}

/** Each reason is named, for whoever has the right code in hand. */
export function refuseDead(code: Usability, at: Date): void {
  switch (stateOf(code, at)) {
    case 'revoked':
      throw new Refusal('code_revoked')
    case 'expired':
      throw new Refusal('code_expired')
    case 'usedUp':
      throw new Refusal('code_used_up')
    case 'active':
      return
  }
}

export type CodeMoment =
  | { type: 'issued' | 'sent' | 'revoked'; at: Date; by: string }
  | { type: 'delivered'; at: Date; people: number }
  | { type: 'used'; at: Date; by: string; clientName: string | null; portalName: string }
  | { type: 'undelivered' | 'usedUp' | 'expired'; at: Date }

/** What has happened to a code up to this instant, in order. A code that was used up or revoked does not expire any more. */
export function lifeOf(code: CodeFacts, uses: readonly CodeUse[], at: Date): CodeMoment[] {
  const moments: CodeMoment[] = [{ type: 'issued', at: code.issuedAt, by: code.issuedBy }]
  if (code.sent !== null) moments.push({ type: 'sent', ...code.sent })
  moments.push(...deliveryOf(code, at))
  for (const use of uses) moments.push({ type: 'used', ...use })
  const lastUse = uses.at(-1)
  const isUsedUp = code.used >= code.maxUses
  if (isUsedUp && lastUse !== undefined) moments.push({ type: 'usedUp', at: lastUse.at })
  if (code.revokedAt !== null) moments.push({ type: 'revoked', at: code.revokedAt, by: code.revokedBy ?? '' })
  const isStopped = isUsedUp || (code.revokedAt !== null && code.revokedAt < code.expiresAt)
  if (!isStopped && code.expiresAt <= at) moments.push({ type: 'expired', at: code.expiresAt })
  // What happened at one instant stays in the order above.
  return moments.toSorted((one, other) => one.at.getTime() - other.at.getTime())
}

function deliveryOf(code: CodeFacts, at: Date): CodeMoment[] {
  const people = notifiedPeople(code, at)
  if (code.sent === null || people === null) return []
  const arrivedAt = code.delivered?.at ?? new Date(code.sent.at.getTime() + DELIVERED_WITHIN)
  return people === 0 ? [{ type: 'undelivered', at: arrivedAt }] : [{ type: 'delivered', at: arrivedAt, people }]
}
