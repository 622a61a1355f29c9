import type { Actor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { AnsweringPort } from '../answering.port.ts'
import { letterSideOf } from './domain/letterSide.ts'
import { lockLetter, type StoredLetter } from './letters.sql.ts'

export type Held = { stored: StoredLetter; side: 'client' | 'desk' }

/** To whoever may not read it, it does not exist. */
export async function holdLetter(unit: UnitOfWork, actor: Actor, letterId: string): Promise<Held> {
  const stored = await lockLetter(unit, letterId)
  const side = stored === null ? null : letterSideOf(actor, stored)
  if (stored === null || side === null) throw new Refusal('not_found')
  return { stored, side }
}

/** E3: where the client has another desk now, its letters are for reading; locks the portal, so that no switch comes between. */
export async function isAnsweredBy(
  unit: UnitOfWork,
  { findAnswering }: Pick<AnsweringPort, 'findAnswering'>,
  { deskId, memberId }: { deskId: string; memberId: string },
): Promise<boolean> {
  try {
    return (await findAnswering(unit, memberId)).deskId === deskId
  } catch (error) {
    // The application is gone from the portal, or nobody answers it at all.
    if (error instanceof Refusal) return false
    throw error
  }
}
