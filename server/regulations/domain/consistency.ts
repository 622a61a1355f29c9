import type { Regulation } from '#contract/regulations/document.types.ts'
import { isKnownCountry } from '#server/calendar/nationalLaw.ts'
import { channelViolations, identificationViolations } from './consistencyOfChannels.ts'
import { planViolations, statusViolations } from './consistencyOfPlans.ts'
import {
  couponViolations,
  escalationViolations,
  queueViolations,
  targetViolations,
  withoutTargetViolations,
} from './consistencyOfPromises.ts'
import { scopeViolations } from './consistencyOfScope.ts'
import { codesOf, violation, type Violation, repeated, unknown, unless } from './violation.ts'

/** What each part says is right by itself (the schema); here the parts are compared with each other. */
export function violationsOf(regulation: Regulation): Violation[] {
  return [
    ...twiceMisfits(regulation),
    ...calendarMisfits(regulation),
    ...peopleMisfits(regulation),
    ...categoryMisfits(regulation),
    ...reasonMisfits(regulation),
    ...pictureMisfits(regulation),
    ...scopeViolations(regulation),
    ...statusViolations(regulation),
    ...planViolations(regulation),
    ...targetViolations(regulation),
    ...withoutTargetViolations(regulation),
    ...couponViolations(regulation),
    ...escalationViolations(regulation),
    ...queueViolations(regulation),
    ...channelViolations(regulation),
    ...identificationViolations(regulation),
  ]
}

function twiceMisfits(regulation: Regulation): Violation[] {
  const { categories, priorities, plans, reasons, scope, intake, coupons } = regulation
  return [
    ...repeated('categories', codesOf(categories), '.code'),
    ...repeated('priorities', codesOf(priorities), '.code'),
    ...repeated('plans', codesOf(plans), '.code'),
    ...repeated('reasons', codesOf(reasons), '.code'),
    ...repeated('scope.areas', codesOf(scope.areas), '.code'),
    ...repeated('intake.fields', codesOf(intake.fields), '.code'),
    ...repeated('coupons.included', codesOf(coupons?.included ?? []), '.code'),
  ]
}

function calendarMisfits(regulation: Regulation): Violation[] {
  const named = calendarsNamed(regulation).filter(({ name }) => !Object.hasOwn(regulation.calendars, name))
  const strange = Object.entries(regulation.calendars).filter(
    ([, { country }]) => country !== null && !isKnownCountry(country),
  )
  const without = Object.entries(regulation.calendars).filter(
    ([, { country, hourLessOnShortenedDays }]) => country === null && hourLessOnShortenedDays,
  )
  return [
    ...named.map(({ place }) => violation(place, 'unknown')),
    ...strange.map(([name]) => violation(`calendars.${name}.country`, 'unknown')),
    ...without.map(([name]) => violation(`calendars.${name}.hourLessOnShortenedDays`, 'contradiction')),
  ]
}

function calendarsNamed(regulation: Regulation): { place: string; name: string }[] {
  const { people, targets, work, closing, channels, coupons, feedback } = regulation
  const ofPeople =
    people.by === 'everybody'
      ? [{ place: 'people.calendar', name: people.calendar }]
      : Object.entries(people.calendars).map(([level, name]) => ({ place: `people.calendars.${level}`, name }))
  const ofCoupons = (coupons?.included ?? []).map(({ calendar }, index) => ({
    place: `coupons.included.${index}.calendar`,
    name: calendar,
  }))
  return [
    ...ofPeople,
    ...targets.map(({ within }, index) => ({ place: `targets.${index}.within.calendar`, name: within.calendar })),
    { place: 'work.calendar', name: work.calendar },
    { place: 'closing.calendar', name: closing.calendar },
    { place: 'feedback.answerWithin.calendar', name: feedback.answerWithin?.calendar ?? null },
    ...channels.accepted.map(({ calendar }, index) => ({
      place: `channels.accepted.${index}.calendar`,
      name: calendar,
    })),
    ...ofCoupons,
  ].flatMap(({ place, name }) => (name === null ? [] : [{ place, name }]))
}

/** Somebody must answer somebody, and the on-duty only takes over from people. */
function peopleMisfits({ people, onDuty }: Regulation): Violation[] {
  const twice = repeated('onDuty.levels', onDuty?.levels ?? [])
  if (people.by === 'everybody') return twice
  const { calendars } = people
  const isNobody = Object.values(calendars).every((name) => name === null)
  const alone = (onDuty?.levels ?? []).flatMap((level, index) =>
    unless(calendars[level] !== null, `onDuty.levels.${index}`, 'contradiction'),
  )
  return [...unless(!isNobody, 'people.calendars', 'missing'), ...twice, ...alone]
}

function categoryMisfits({ categories, priorities }: Regulation): Violation[] {
  const known = priorities.map(({ code }) => code)
  return categories.flatMap((category, index) => [
    ...unknown(`categories.${index}.priorities`, category.priorities, known),
    ...repeated(`categories.${index}.priorities`, category.priorities),
    ...unless(category.priorities.includes(category.usual), `categories.${index}.usual`, 'contradiction'),
  ])
}

/** What lifts a deferral, and its date, mean nothing where a ticket is only ever refused. */
function reasonMisfits({ reasons }: Regulation): Violation[] {
  return reasons.flatMap((reason, index) => {
    const place = `reasons.${index}`
    const twice = repeated(`${place}.for`, reason.for)
    if (reason.for.includes('defer')) return twice
    return [
      ...twice,
      ...unless(reason.liftedBy === null, `${place}.liftedBy`, 'contradiction'),
      ...unless(!reason.hasExpectedDate, `${place}.hasExpectedDate`, 'contradiction'),
    ]
  })
}

function pictureMisfits({ intake }: Regulation): Violation[] {
  return intake.onlyInArchive.flatMap((format, index) =>
    unless(!intake.pictures.includes(format), `intake.onlyInArchive.${index}`, 'contradiction'),
  )
}
