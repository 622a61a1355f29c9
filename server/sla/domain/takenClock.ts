import type { TakenText } from '#contract/sla/evidence.types.ts'
import { plainName } from '#server/regulations/domain/adoptedYears.ts'
import { nameUnder, versionsNamed } from '#server/regulations/domain/soldPlan.ts'
import { openPause, type Clock } from './clock.ts'
import type { TakenClock } from './clockEvents.ts'
import { clockView } from './clockView.ts'
import type { Calendars } from './targets.ts'
import type { TicketClocks } from './ticketClocks.ts'

/** What matters here of a ticket whose clocks are counted. */
type Counted = { version: number; folded: { clocks: TicketClocks }; terms: { calendars: Calendars } }

/**
 * T4, S3: the reaction clock of a merged ticket that goes on in the living one; null where nothing is owed, and where the living
 * one owes an answer already that is due no later. An answer that only the client could bring on is not owed.
 */
export function takenBy(living: Counted, merged: Counted, at: Date): TakenClock | null {
  const owed = openReactions(merged).find((clock) => openPause(clock)?.reason !== 'waitingForClient')
  if (owed === undefined || owed.promises.at(-1)?.target === null) return null
  const dueAt = dueOf(owed, merged, at)
  const isDueBefore = openReactions(living).some((clock) => {
    const isPromised = clock.promises.at(-1)?.target !== null
    return isPromised && dueOf(clock, living, at) <= dueAt
  })
  return isDueBefore
    ? null
    : underVersion(asFarAsGone(owed, at), living.version === merged.version ? null : merged.version)
}

function openReactions({ folded: { clocks } }: Counted): Clock[] {
  const reactions = [clocks.firstReaction, clocks.nextReactions.at(-1) ?? null]
  return reactions.flatMap((clock) => (clock === null || clock.end !== null ? [] : [clock]))
}

/** One that is paused for both, e.g. until a payment, is compared by when it began. */
function dueOf(clock: Clock, { terms }: Counted, at: Date): number {
  return (clockView(clock, terms.calendars, at).deadline ?? clock.startedAt).getTime()
}

function asFarAsGone({ startedAt, pauses, promises }: Clock, at: Date): TakenClock {
  return { startedAt, promises, pauses: pauses.map((pause) => ({ ...pause, to: pause.to ?? at })) }
}

/** E9: its promise is that of its own version, whose calendars have that version's number behind their name elsewhere. */
function underVersion({ promises, ...clock }: TakenClock, version: number | null): TakenClock {
  if (version === null) return { ...clock, promises }
  return {
    ...clock,
    promises: promises.map(({ target, ...promise }) => ({
      ...promise,
      target: target === null ? null : { ...target, calendar: calendarUnder(target.calendar, version) },
    })),
  }
}

function calendarUnder(calendar: string, version: number): string {
  const name = plainName(calendar)
  return versionsNamed([name]).length > 0 ? calendar : `${nameUnder(name, version)}${calendar.slice(name.length)}`
}

export function takenText({ startedAt, pauses, promises }: TakenClock): TakenText {
  return {
    startedAt: startedAt.toISOString(),
    pauses: pauses.map(({ reason, from, to }) => ({ reason, from: from.toISOString(), to: to.toISOString() })),
    promises: promises.map(({ since, subject, target }) => ({ since: since.toISOString(), subject, target })),
  }
}

export function takenClockOf({ startedAt, pauses, promises }: TakenText): TakenClock {
  return {
    startedAt: new Date(startedAt),
    pauses: pauses.map(({ reason, from, to }) => ({ reason, from: new Date(from), to: new Date(to) })),
    promises: promises.map(({ since, ...promise }) => ({ ...promise, since: new Date(since) })),
  }
}
