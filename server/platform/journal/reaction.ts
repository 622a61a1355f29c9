import type { JournalEvent, JournalEventType } from '#contract/events.ts'
import type { UnitOfWork } from '../db/unitOfWork.ts'
import type { JournalEntry } from './journal.ts'
import { isJournalEventType, parseAs } from './journalEvents.ts'

/** What follows from the journal, a second later: turned into durable jobs in the transaction that moves the cursor. */
export type Reaction = {
  /** The cursor's key: it stays as it is. */
  name: string
  react(unit: UnitOfWork, entries: readonly JournalEntry[], passedOver: PassedOver): Promise<void>
}

/** Told of what cannot be read; it must not hold the cursor, behind which everything else waits. */
export type PassedOver = (entry: JournalEntry) => void

/** An entry whose payload was read by the catalogue. */
export type ReadEntry<Type extends JournalEventType> = Omit<JournalEntry, 'type' | 'payload'> & JournalEvent<Type>

type Following<Type extends JournalEventType> = {
  name: string
  /** From what it follows; it gets these entries alone. */
  on: readonly Type[]
  react(unit: UnitOfWork, entries: readonly ReadEntry<Type>[]): Promise<void>
}

export function reaction<const Type extends JournalEventType>(following: Following<Type>): Reaction {
  const { name, on } = following
  return {
    name,
    react: (unit, entries, passedOver) => following.react(unit, readEntries(on, entries, passedOver)),
  }
}

function readEntries<Type extends JournalEventType>(
  on: readonly Type[],
  entries: readonly JournalEntry[],
  passedOver: PassedOver,
): ReadEntry<Type>[] {
  return entries.flatMap((entry) => {
    const type = on.find((one) => one === entry.type)
    const event = type === undefined ? null : parseAs(type, entry.payload)
    if (event !== null) return [{ ...entry, ...event }]
    if (type !== undefined || !isJournalEventType(entry.type)) passedOver(entry)
    return []
  })
}
