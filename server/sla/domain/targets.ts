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

/** One row of a regulation's targets; null means any. The first row that fits decides. */
export type TargetRow = {
  kind: ClockKind
  categories: readonly string[] | null
  priorities: readonly string[] | null
  plans: readonly string[] | null
  coupon: boolean
  within: Target
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

export function promisedTo(subject: Subject, { targets, calendars, nameAt }: Terms, at: Date): Promised {
  const asKnown = (target: Target): Target =>
    nameAt === undefined ? target : { ...target, calendar: nameAt(target.calendar, at) }
  const pick = (kind: ClockKind) => {
    const rows = targets.filter((row) => row.kind === kind)
    return earliest(targetsByPlan(rows, subject).map(asKnown), calendars, at)
  }
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

function targetsByPlan(rows: readonly TargetRow[], subject: Subject): Target[] {
  const plans = subject.plans.length === 0 ? [null] : subject.plans
  return plans
    .map((plan) => rows.find((row) => fits(row, subject, plan))?.within)
    .filter((target) => target !== undefined)
}

function fits(row: TargetRow, { category, priority, coupon }: Subject, plan: string | null): boolean {
  return (
    row.coupon === coupon &&
    isAmong(row.categories, category) &&
    isAmong(row.priorities, priority) &&
    isAmong(row.plans, plan)
  )
}

function isAmong(wanted: readonly string[] | null, value: string | null): boolean {
  return wanted === null || (value !== null && wanted.includes(value))
}

function earliest(targets: readonly Target[], calendars: Calendars, at: Date): Target | null {
  const [first, ...others] = targets
  if (first === undefined) return null
  const dueAt = (target: Target) => comparedDue(target, calendars, at)
  return others.reduce((best, target) => (dueAt(target) < dueAt(best) ? target : best), first)
}
