import type { JournalEntry } from '#server/platform/journal/journal.ts'
import type { Reaction } from '#server/platform/journal/reactions.ts'
import type { AddJob } from '#server/platform/jobs/jobs.ts'
import { listAssigning } from '#server/desks/staff.queries.ts'

/** What makes a desk assign: a ticket that begins to wait, or people who may have come. */
export function assignmentReaction(addJob: AddJob): Reaction {
  return {
    name: 'assignment',
    async react(unit, entries) {
      const deskIds = new Set(entries.filter(mayNeedSomebody).flatMap(({ deskId }) => deskId ?? []))
      for (const deskId of await listAssigning(unit.tx, [...deskIds])) {
        await addJob(unit, 'assignWaiting', { deskId }, { key: `assign ${deskId}` })
      }
    },
  }
}

const ofStaff = ['desk.staffSet', 'desk.staffArranged', 'desk.awaySet', 'desk.assignmentSet']

function mayNeedSomebody({ type, payload }: JournalEntry): boolean {
  switch (type) {
    case 'ticket.opened':
      return payload['status'] === 'queued'
    case 'ticket.moved':
      return payload['to'] === 'queued'
    case 'ticket.unlocked':
      return true
    default:
      return ofStaff.includes(type)
  }
}
