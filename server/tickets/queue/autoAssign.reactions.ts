import type { JournalEvent } from '#contract/events.ts'
import { reaction, type Reaction } from '#server/platform/journal/reaction.ts'
import type { AddJob } from '#server/platform/jobs/jobs.ts'
import { listAssigning } from '#server/desks/staff.queries.ts'

/** A ticket begins to wait, or people may have come. */
const occasions = [
  'ticket.opened',
  'ticket.moved',
  'ticket.unlocked',
  'desk.staffSet',
  'desk.staffArranged',
  'desk.awaySet',
  'desk.assignmentSet',
] as const

/** What makes a desk assign. */
export function assignmentReaction(addJob: AddJob): Reaction {
  return reaction({
    name: 'assignment',
    on: occasions,
    async react(unit, entries) {
      const deskIds = new Set(entries.filter(mayNeedSomebody).flatMap(({ deskId }) => deskId ?? []))
      for (const deskId of await listAssigning(unit.tx, [...deskIds])) {
        await addJob(unit, 'assignWaiting', { deskId }, { key: `assign ${deskId}` })
      }
    },
  })
}

function mayNeedSomebody({ type, payload }: JournalEvent<(typeof occasions)[number]>): boolean {
  switch (type) {
    case 'ticket.opened':
      return payload.status === 'queued'
    case 'ticket.moved':
      return payload.to === 'queued'
    case 'ticket.unlocked':
    case 'desk.staffSet':
    case 'desk.staffArranged':
    case 'desk.awaySet':
    case 'desk.assignmentSet':
      return true
  }
}
