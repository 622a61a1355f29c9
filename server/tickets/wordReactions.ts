import type { Told } from '#server/platform/journal.ts'
import type { Reaction } from '#server/platform/reactions.ts'
import type { Unit } from '#server/platform/unit.ts'
import { addWords, lockWords, readWords, takeWordsDue, type Written } from './sqlWords.ts'

const dueAtOnce = 100

/** Searching lags a moment behind writing (design, decision 9): a message waits for nothing of this. */
export const wordReaction: Reaction = {
  name: 'words',
  async react(unit, told) {
    const whole = new Set(told.filter(changesAll).flatMap(({ ticketId }) => ticketId ?? []))
    const written = told.flatMap(writtenIn).filter(({ ticketId }) => !whole.has(ticketId))
    if (whole.size === 0 && written.length === 0) return
    await lockWords(unit)
    if (whole.size > 0) await readWords(unit, [...whole])
    if (written.length > 0) await addWords(unit, written)
  },
}

/** Tickets that were there before there was a search. */
export async function readWordsDue(unit: Unit): Promise<void> {
  const ticketIds = await takeWordsDue(unit, dueAtOnce)
  if (ticketIds.length === 0) return
  await lockWords(unit)
  await readWords(unit, ticketIds)
}

function changesAll({ type }: Told): boolean {
  return type === 'ticket.opened' || type === 'message.edited' || type === 'message.deleted'
}

function writtenIn({ type, ticketId, seq }: Told): Written[] {
  return type === 'message.sent' && ticketId !== null && seq !== null ? [{ ticketId, seq }] : []
}
