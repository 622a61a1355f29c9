import {
  type Calendar,
  instantAfter,
  type PreparedCalendar,
  prepareCalendar,
  whereComputable,
} from '#server/calendar/calendar.ts'
import type { NationalCalendar } from '#server/calendar/spans.ts'
import { plainName } from '#server/regulations/domain/adoptedYears.ts'
import { endOfWorkedDay } from '#server/calendar/workedDay.ts'
import { isTimeZone } from '#server/calendar/zone.ts'
import { targetOf, type TargetRow } from '#server/regulations/domain/targets.ts'

export const clockKinds = ['firstReaction', 'nextReaction', 'resolution'] as const
export type ClockKind = (typeof clockKinds)[number]

/** How long it may take, and which calendar of the regulation measures it. */
export type Target =
  | { by: 'time'; minutes: number; calendar: string }
  /** By 24:00 of the local date on which the clock starts, of the next one after this wall time; of days that are worked (S3). */
  | { by: 'endOfDay'; nextDayAfter: string | null; calendar: string }

export type Targets = Record<ClockKind, Target | null>

/** What the choice of targets depends on. */
export type Subject = {
  category: string | null
  priority: string | null
  /** Plans with a live package when the ticket is queued; the shortest reaction among them is promised (Q4). */
  plans: readonly string[]
  coupon: boolean
}

export type Calendars = Readonly<Record<string, NationalCalendar>>

/** What a ticket is promised, and because of what. */
export type Promised = { subject: Subject; targets: Targets }

/** `nameAt`: under which name the calendars have one as it is known at an instant, as official years are adopted (S1). */
export type Terms = {
  targets: readonly TargetRow[]
  calendars: Calendars
  nameAt?: (calendar: string, at: Date) => string
}

export function promisedTo(subject: Subject, terms: Terms, at: Date): Promised {
  const { calendars, nameAt } = terms
  const asKnown = (target: Target): Target =>
    nameAt === undefined ? target : { ...target, calendar: nameAt(target.calendar, at) }
  const pick = (kind: ClockKind) => earliest(targetsByPlan(terms, kind, subject).map(asKnown), calendars, at)
  return {
    subject,
    targets: {
      firstReaction: pick('firstReaction'),
      nextReaction: pick('nextReaction'),
      resolution: pick('resolution'),
    },
  }
}

/** A promise as it was, each of its targets by the calendar of another one that differs in nothing but what is known of its days. */
export function asKnownWith(before: Promised, other: Promised): Promised {
  const known = (kind: ClockKind) => {
    const [one, now] = [before.targets[kind], other.targets[kind]]
    if (one === null || now === null || plainName(one.calendar) !== plainName(now.calendar)) return one
    return { ...one, calendar: now.calendar }
  }
  return {
    subject: before.subject,
    targets: {
      firstReaction: known('firstReaction'),
      nextReaction: known('nextReaction'),
      resolution: known('resolution'),
    },
  }
}

/** When a clock that starts now is due if nothing stops it. */
export function dueWithoutPauses(target: Target, prepared: PreparedCalendar, start: Date): Date {
  return target.by === 'time'
    ? instantAfter(prepared, start, target.minutes * 60)
    : endOfWorkedDay(prepared, start, target.nextDayAfter)
}

/** Null where a regulation from before today's rules names none that there is, or in a zone that this machine does not know. */
export function calendarOf(target: Target, calendars: Calendars): PreparedCalendar | null {
  const calendar = calendars[target.calendar]
  return calendar === undefined || !hasKnownZone(calendar) ? null : prepareCalendar(calendar)
}

/** When this target would be due, to be compared with others: what cannot be computed is later than everything. */
export function comparedDue(target: Target, calendars: Calendars, at: Date): number {
  const prepared = calendarOf(target, calendars)
  const due = prepared === null ? null : whereComputable(() => dueWithoutPauses(target, prepared, at))
  return due?.getTime() ?? Infinity
}

const zones = new WeakMap<Calendar, boolean>()

function hasKnownZone(calendar: Calendar): boolean {
  const known = zones.get(calendar) ?? isTimeZone(calendar.timeZone)
  zones.set(calendar, known)
  return known
}

function targetsByPlan(terms: Terms, kind: ClockKind, { category, priority, plans, coupon }: Subject): Target[] {
  const each = plans.length === 0 ? [null] : plans
  return each
    .map((plan) => targetOf(terms, kind, { category, priority, plan, coupon })?.within)
    .filter((target) => target !== undefined)
}

function earliest(targets: readonly Target[], calendars: Calendars, at: Date): Target | null {
  const [first, ...others] = targets
  if (first === undefined) return null
  const dueAt = (target: Target) => comparedDue(target, calendars, at)
  return others.reduce((best, target) => (dueAt(target) < dueAt(best) ? target : best), first)
}
