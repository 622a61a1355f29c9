import { journalEvents } from '#contract/events.ts'
import { changedThings, type ChangedThing } from '#contract/realtime.ts'
import { thingWake, type Wake } from '../db/wakes.ts'
import { isJournalEventType } from './journalEvents.ts'

/** As much of an entry as says who has something new to read. */
type EntryOwners = {
  type: string
  memberId: string | null
  deskId: string | null
  ticketId: string | null
  publicSeq: number | null
}

/**
 * Whom an entry of the journal wakes, by its type: the writer tells it after the commit, and whoever finds the entry in the
 * journal tells the same. What has no number for the client is the desk's alone (T8).
 */
export function wakesOfEntry({ type, ticketId, publicSeq, ...owners }: EntryOwners): Wake[] {
  const things = changesOf(type).flatMap((what) => thingWake(what, owners) ?? [])
  if (ticketId !== null) return [{ what: 'ticket', ticketId, isForDeskAlone: publicSeq === null }, ...things]
  // The owner's log has every act outside of tickets (D5), also those that it has no sentence for.
  const audit = thingWake('audit', owners)
  return audit === null ? things : [...things, audit]
}

/** Of what another release writes nothing is known: everything may have changed. */
function changesOf(type: string): readonly ChangedThing[] {
  return isJournalEventType(type) ? journalEvents[type].changes : changedThings
}
