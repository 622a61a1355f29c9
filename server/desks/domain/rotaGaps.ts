import type { HolesOf, PromisedPeople } from './coverage.ts'
import { DAY } from '#server/calendar/seconds.ts'

/** How near a gap is when its desk is warned: a week, a day ahead, and while nobody is there. The nearest last. */
export const gapSteps = ['week', 'day', 'now'] as const
export type GapStep = (typeof gapSteps)[number]

/** A time for which somebody is promised and nobody is there; `until` null: no end is in sight. */
export type Gap = { who: PromisedPeople['who']; from: Date; until: Date | null }
export type GapWarning = Gap & { step: GapStep }

const aheadOf: Record<GapStep, number> = { week: 7 * DAY, day: DAY, now: 0 }
const nearestFirst = gapSteps.toReversed()
/** So far ahead gaps are looked for: what ends later has no end in sight. */
export const gapHorizonMilliseconds = 28 * DAY
/** Holes between shifts that come again within so long are one gap: nights of a week, and the weekend among them. */
const sameSpellMilliseconds = 4 * DAY
const looksAgainMilliseconds = DAY

/**
 * The gaps of a desk (E10). Each hole of the rota is one. Holes between shifts come again and again, so that those that follow each
 * other are one together; where the rota has a hole at the same time it is that of the rota.
 */
export function gapsOf(holes: readonly HolesOf[], at: Date): Gap[] {
  const horizon = at.getTime() + gapHorizonMilliseconds
  const onDuty = united(holes.filter(({ who }) => who === 'onDuty').flatMap((one) => one.holes))
  const people = united(holes.filter(({ who }) => who === 'people').flatMap((one) => one.holes))
  const others = inSpells(without(people, onDuty), horizon)
  const endless = (end: number) => (end >= horizon ? null : new Date(end))
  return [
    ...onDuty.map(({ from, until }) => ({ who: 'onDuty' as const, from: new Date(from), until: endless(until) })),
    ...others.map(({ from, until }) => ({ who: 'people' as const, from: new Date(from), until: endless(until) })),
  ]
}

/**
 * What a desk is warned of at this instant, what it has been warned of from then on, and when to look again. A step of a gap is warned of
 * once: what has become a smaller gap is not told again, what has become a larger one is told of what is new, and what was filled
 * and is empty again is a new one; one that begins later than was told comes nearer anew. A step that was passed over (nobody knew of the gap then) is not made up for.
 */
export function warningsAt(
  gaps: readonly Gap[],
  warned: readonly GapWarning[],
  at: Date,
): { warnings: GapWarning[]; warned: GapWarning[]; lookAt: Date } {
  const still = warned.flatMap((one) => gaps.flatMap((gap) => stillTold(one, gap, at) ?? []))
  const warnings: GapWarning[] = []
  let lookAt = at.getTime() + looksAgainMilliseconds
  for (const step of nearestFirst) {
    for (const gap of gaps) {
      const told = [...still, ...warnings].filter((one) => one.who === gap.who && isAsNear(one.step, step))
      for (const left of without([stretchOf(gap)], told.map(stretchOf))) {
        const due = left.from - aheadOf[step]
        if (due <= at.getTime()) warnings.push({ who: gap.who, step, ...spanOf(left) })
        else lookAt = Math.min(lookAt, due)
      }
    }
  }
  return { warnings, warned: [...still, ...warnings], lookAt: new Date(lookAt) }
}

function isAsNear(step: GapStep, other: GapStep): boolean {
  return gapSteps.indexOf(step) >= gapSteps.indexOf(other)
}

/** What is left of a warning; where the gap begins later by now, only what would be told of it by now. */
function stillTold(warning: GapWarning, gap: Gap, at: Date): GapWarning | null {
  if (warning.who !== gap.who) return null
  const [one, other] = [stretchOf(warning), stretchOf(gap)]
  const both = { from: Math.max(one.from, other.from), until: Math.min(one.until, other.until) }
  if (both.from >= both.until) return null
  const step = nearestFirst.find((as) => isAsNear(warning.step, as) && both.from - at.getTime() <= aheadOf[as])
  return step === undefined ? null : { who: gap.who, step, ...spanOf(both) }
}

type Stretch = { from: number; until: number }

function stretchOf({ from, until }: Gap): Stretch {
  return { from: from.getTime(), until: until?.getTime() ?? Infinity }
}

function spanOf({ from, until }: Stretch): { from: Date; until: Date | null } {
  return { from: new Date(from), until: until === Infinity ? null : new Date(until) }
}

/** In order, without an overlap. */
function united(stretches: readonly Stretch[], apart = 0): Stretch[] {
  const found: Stretch[] = []
  for (const one of stretches.toSorted((first, second) => first.from - second.from)) {
    const last = found.at(-1)
    if (last !== undefined && one.from <= last.until + apart) last.until = Math.max(last.until, one.until)
    else found.push({ ...one })
  }
  return found
}

function inSpells(holes: readonly Stretch[], horizon: number): Stretch[] {
  return united(holes, sameSpellMilliseconds).map(({ from, until }) => {
    const comesAgain = until >= horizon - sameSpellMilliseconds && holes.length > 1
    return { from, until: comesAgain ? horizon : until }
  })
}

function without(wanted: readonly Stretch[], covered: readonly Stretch[]): Stretch[] {
  return covered.reduce<Stretch[]>(
    (left, { from, until }) =>
      left.flatMap((one) =>
        [
          { from: one.from, until: Math.min(one.until, from) },
          { from: Math.max(one.from, until), until: one.until },
        ].filter((part) => part.from < part.until),
      ),
    [...wanted],
  )
}
