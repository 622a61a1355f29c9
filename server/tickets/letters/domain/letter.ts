import type { Regulation } from '#contract/regulations/document.types.ts'
import type { LetterKind, LetterStatus } from '#contract/tickets/letters.types.ts'
import { instantAfter, prepareCalendar, whereComputable } from '#server/calendar/calendar.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { calendarOf } from '#server/regulations/domain/document.ts'

/** Until when it is answered, and when the owner is told that it was not: as much working time later again. */
export type Promise = { dueAt: Date; ownerDueAt: Date }

/** T11: a thread between a client and the head of support; `alerts`: 1 once those who lead were told that it is late, 2 the owner. */
export type Letter = {
  kind: LetterKind
  status: LetterStatus
  waitsSince: Date
  promise: Promise | null
  alerts: 0 | 1 | 2
}

/** In working time of the desk (S1); nothing is promised to feedback, nor where the calendar cannot be counted. */
export function promiseFor(regulation: Regulation, kind: LetterKind, at: Date): Promise | null {
  const { answerWithin } = regulation.feedback
  if (answerWithin === null || kind !== 'urgent') return null
  return whereComputable(() => {
    const prepared = prepareCalendar(calendarOf(regulation, answerWithin.calendar))
    const seconds = answerWithin.minutes * 60
    return { dueAt: instantAfter(prepared, at, seconds), ownerDueAt: instantAfter(prepared, at, 2 * seconds) }
  })
}

/** The client writes: a letter that waits already waits since then, and by the promise of then. */
export function written(before: Letter | null, kind: LetterKind, promise: Promise | null, at: Date): Letter {
  if (before?.status === 'waiting') return before
  return { kind: before?.kind ?? kind, status: 'waiting', waitsSince: at, promise, alerts: 0 }
}

export function answered(letter: Letter): Letter {
  return { ...letter, status: 'answered' }
}

/** What the desk may close without an answer: feedback, and whatever came from a client whom it does not serve any more. */
export function mayConfirm({ kind, status }: Pick<Letter, 'kind' | 'status'>, isServed: boolean): boolean {
  return status === 'waiting' && (kind === 'feedback' || !isServed)
}

/** Null where nothing waits any more: it is confirmed already, or answered. */
export function confirmed(letter: Letter, isServed: boolean): Letter | null {
  if (letter.status !== 'waiting') return null
  if (!mayConfirm(letter, isServed)) throw new Refusal('letter_needs_answer')
  return { ...letter, status: 'read' }
}

/** Who is to be told now that the letter is late; each once. Where a server was away for both instants, both are told at once. */
export function alertsDue(
  { status, promise, alerts }: Letter,
  at: Date,
): { tell: ('lead' | 'owner')[]; next: Date | null } {
  if (status !== 'waiting' || promise === null) return { tell: [], next: null }
  const steps = [
    { who: 'lead', dueAt: promise.dueAt },
    { who: 'owner', dueAt: promise.ownerDueAt },
  ] as const
  const left = steps.slice(alerts)
  const due = left.filter(({ dueAt }) => dueAt.getTime() <= at.getTime())
  return { tell: due.map(({ who }) => who), next: left[due.length]?.dueAt ?? null }
}

export function alertedUpTo(alerts: Letter['alerts'], told: number): Letter['alerts'] {
  return alerts + told >= 2 ? 2 : alerts + told === 1 ? 1 : 0
}
