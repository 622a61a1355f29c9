import type { JournalPayload } from '#contract/events.ts'
import { presentClocks, type CountedTicket } from './countedTicket.ts'
import { clockView } from './clockView.ts'
import { asKnownWith, clockKinds } from './targets.ts'
import { advance } from './ticketClocks.ts'
import { promisedFor } from './unclassified.ts'

/** A ticket as it would be if what it is promised went by the calendars that are known at this instant; null if it does. */
export function retargetedBy(ticket: CountedTicket, at: Date): CountedTicket | null {
  const { folded, terms } = ticket
  const { clocks, subject } = folded
  if (clocks.promised === null) return null
  const promised = promisedFor(subject, terms, at)
  const known = asKnownWith(clocks.promised, promised)
  if (clockKinds.every((kind) => known.targets[kind]?.calendar === clocks.promised?.targets[kind]?.calendar))
    return null
  const event = { type: 'retargeted', seq: clocks.lastSeq + 1, at, promised } as const
  return { ...ticket, folded: { ...folded, clocks: advance(clocks, event) } }
}

/** The deadlines of running clocks that are others now. */
export function deadlineChanges(
  before: CountedTicket,
  after: CountedTicket,
): JournalPayload<'ticket.calendarAdopted'>['deadlines'] {
  const earlier = deadlinesOf(before)
  return [...deadlinesOf(after)].flatMap(([clock, to]) => {
    const from = earlier.get(clock) ?? null
    return from === to ? [] : [{ clock, from, to }]
  })
}

function deadlinesOf({ folded, terms }: CountedTicket) {
  const running = presentClocks(folded).filter(({ clock }) => clock.end === null)
  return new Map(
    running.map(({ clock }) => {
      const { deadline } = clockView(clock, terms.calendars, folded.clocks.lastAt)
      return [clock.kind, deadline?.toISOString() ?? null] as const
    }),
  )
}
