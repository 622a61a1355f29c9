import { rowOf } from '#contract/notifications/table.types.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Person } from '../choices/choices.queries.ts'
import { sideOf } from '../domain/choices.ts'
import { quietEnd } from '../domain/quietHours.ts'
import type { Told } from '../domain/told.ts'
import { addLines, type Line } from './lines.sql.ts'

type Queued = Told & {
  person: Person
  ticket?: { ticketId: string; number: string; subject: string | null; seq: number | null }
}

/** What comes within this time about the same ticket is one letter. */
const gatherMilliseconds = 5 * 60_000

/** D4: as lines of letters to come. What is urgent is gathered with nothing, and no quiet hours hold it. */
export function queueLetters(unit: UnitOfWork, queued: readonly Queued[]): Promise<void> {
  return addLines(
    unit,
    queued.map((one) => lineOf(one, unit.at)),
  )
}

function lineOf({ about, event, as, person, text, ticket, memberId, userId, deskId }: Queued, at: Date): Line {
  const notice = `mail ${about} ${memberId} ${userId}`
  const { ticketId = null, seq = null, number = '', subject = null } = ticket ?? {}
  const gathered = new Date(at.getTime() + gatherMilliseconds)
  return {
    notice,
    event,
    memberId,
    userId,
    deskId,
    side: sideOf(as),
    thread: ticketId === null ? notice : `ticket ${ticketId}`,
    ticketId,
    seq,
    content: { text, ticket: ticketId === null ? null : { number, subject } },
    dueAt: rowOf(event).isUrgent === true ? at : (quietEnd(gathered, person.quiet, person.timeZone) ?? gathered),
  }
}
