import { type Evidence, readEvidence } from '#contract/sla/evidence.types.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { parseCalendar } from '#server/calendar/calendar.ts'
import type { ClockEvent, ClockHappening } from './clockEvents.ts'
import { evidenceOf } from './evidence.ts'
import { takenClockOf } from './takenClock.ts'

/** The first place of a document that does not fit the rest, with what it should say. */
export type EvidenceCheck = { fits: true } | Mismatch

type Mismatch = { fits: false; at: string; expected: unknown; found: unknown }

/**
 * Counts an exported clock again from its own history, targets and calendars, without a server (S5). Whether the history
 * is the true one is not arithmetic: that is what both sides keep their exports for.
 */
export function checkEvidence(document: unknown): EvidenceCheck {
  const read = readEvidence(document)
  if ('wrongAt' in read) return mismatch(read.wrongAt, 'a document of evidence', document)
  const { remoteSessions = [], ...evidence } = read.evidence
  const wrong = wrongOrder(evidence) ?? wrongCalendar(evidence) ?? wrongSession(remoteSessions, evidence)
  if (wrong !== null) return wrong
  const again = countedAgain(evidence)
  if (again instanceof Error) return mismatch('promises', 'deadlines that can be counted', again.message)
  if (again === null) return mismatch('history', 'the start of this clock', 'none')
  return firstMismatch(again, evidence, '') ?? { fits: true }
}

function wrongOrder({ history }: Evidence): Mismatch | null {
  const index = history.findIndex(({ at }, i) => new Date(at) < new Date(history[i - 1]?.at ?? at))
  return index < 0 ? null : mismatch(`history.${index}.at`, 'not before the one above', history[index]?.at)
}

/** No clock follows from them: they can only lie in its time or not. */
function wrongSession(
  sessions: NonNullable<Evidence['remoteSessions']>,
  { startedAt, until }: Pick<Evidence, 'startedAt' | 'until'>,
): Mismatch | null {
  const index = sessions.findIndex(
    ({ from, to }) => Date.parse(from) > Date.parse(to ?? until) || Date.parse(to ?? until) < Date.parse(startedAt),
  )
  return index < 0 ? null : mismatch(`remoteSessions.${index}`, 'within the time of this clock', sessions[index])
}

function wrongCalendar({ calendars }: Evidence): Mismatch | null {
  for (const [name, { finalThrough: _final, ...calendar }] of Object.entries(calendars)) {
    try {
      parseCalendar(calendar)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return mismatch(`calendars.${name}`, 'a calendar that opens', error.code)
    }
  }
  return null
}

/** An error where a calendar is missing, or has no such time within the years that anybody plans for. */
function countedAgain({ history, clock, round, calendars, until }: Evidence): Evidence | Refusal | RangeError | null {
  const events = history.map((one, seq): ClockEvent => ({ ...happeningOf(one), seq, at: new Date(one.at) }))
  try {
    return evidenceOf(events, { kind: clock, round }, calendars, new Date(until))
  } catch (error) {
    if (error instanceof Refusal || error instanceof RangeError) return error
    throw error
  }
}

function happeningOf({ at: _at, ...one }: Evidence['history'][number]): ClockHappening {
  if (one.type === 'tookOver') return { type: one.type, taken: takenClockOf(one.taken) }
  if (one.type === 'gaveBack') {
    return { type: one.type, unansweredSince: one.unansweredSince === null ? null : new Date(one.unansweredSince) }
  }
  if (one.type === 'unmerged') return { type: one.type, isResolved: one.isResolved, since: new Date(one.since) }
  return one
}

/** Goes through both in the order of the document that was counted again. */
function firstMismatch(expected: unknown, found: unknown, place: string): Mismatch | null {
  if (!isComposed(expected) || !isComposed(found)) {
    return Object.is(expected, found) ? null : mismatch(place, expected, found)
  }
  const [wanted, given] = [new Map(Object.entries(expected)), new Map(Object.entries(found))]
  for (const name of new Set([...wanted.keys(), ...given.keys()])) {
    const wrong = firstMismatch(wanted.get(name), given.get(name), place === '' ? name : `${place}.${name}`)
    if (wrong !== null) return wrong
  }
  return null
}

function isComposed(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function mismatch(at: string, expected: unknown, found: unknown): Mismatch {
  return { fits: false, at, expected, found }
}
