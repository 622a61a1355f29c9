import { reaction, type Reaction } from '#server/platform/journal/reaction.ts'
import type { AddJob } from '#server/platform/jobs/jobs.ts'
import { findGate } from './gate.queries.ts'

/** I4: what a ticket is, is said by its desk; from then on it may wait for a code, which goes out by itself. */
export function gateReaction(addJob: AddJob): Reaction {
  return reaction({
    name: 'identification gate',
    on: ['ticket.classified'],
    async react(unit, entries) {
      for (const ticketId of new Set(entries.flatMap((entry) => entry.ticketId ?? []))) {
        if ((await findGate(unit.tx, ticketId))?.state !== 'waiting') continue
        await addJob(unit, 'sendTicketCode', { ticketId }, { key: `ticket code ${ticketId}` })
      }
    },
  })
}
