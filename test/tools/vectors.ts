import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { offerTo } from '#server/regulations/domain/prices.ts'
import { promisedReactions } from '#server/regulations/domain/reactions.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import {
  instantAfter,
  parseCalendar,
  prepareCalendar,
  type Span,
  workingSecondsBetween,
} from '#server/calendar/calendar.ts'
import { calendarYear } from '#server/calendar/calendarYear.ts'
import { isFinalYear } from '#server/calendar/nationalDays.ts'
import { levelOf } from '#server/portals/domain/licence.ts'
import { billingOutcomes } from './billingVectors.ts'
import { reportIntake } from './intakeVectors.ts'
import { reportMail } from './mailVectors.ts'
import { messageOutcomes } from './messageVectors.ts'
import { searchOutcomes } from './searchVectors.ts'

type Outcome = { name: string; expected: unknown; got: unknown }

/** Each kind turns a file into named comparisons of what was expected with what the domain rules say. */
const kinds: Record<string, (input: unknown) => Outcome[] | Promise<Outcome[]>> = {
  sla: slaOutcomes,
  licences: licenceOutcomes,
  prices: priceOutcomes,
  billing: billingOutcomes,
  calendar: calendarOutcomes,
  messages: messageOutcomes,
  search: searchOutcomes,
}

/** Runs a file of inputs with expected answers; the exit code is 0 if all agree, 1 if some do not, 2 if it cannot be run. */
export async function runVectors(args: readonly string[], print: (line: string) => void): Promise<number> {
  const [kind, file] = args
  const known = [...Object.keys(kinds), 'intake', 'mail'].join(', ')
  const outcomesOf = kind === undefined ? undefined : kinds[kind]
  if (kind === undefined || file === undefined) {
    print(`Usage: npm run vectors -- KIND FILE, where KIND is one of: ${known}.`)
    return 2
  }
  // Labels of language are judged by figures, not one by one.
  if (kind === 'intake') return reportIntake(JSON.parse(readFileSync(file, 'utf8')), print)
  // A folder of raw messages, each beside its labels.
  if (kind === 'mail') return reportMail(file, print)
  if (outcomesOf === undefined) {
    print(`There are no rules yet for vectors of kind "${kind}". Known kinds: ${known}.`)
    return 2
  }
  const outcomes = await outcomesOf(JSON.parse(readFileSync(file, 'utf8')))
  const failed = outcomes.filter(({ expected, got }) => JSON.stringify(expected) !== JSON.stringify(got))
  for (const { name, expected, got } of failed) {
    print(`${name}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`)
  }
  print(`${outcomes.length - failed.length} passed, ${failed.length} failed`)
  return failed.length === 0 ? 0 : 1
}

const slaFile = v.object({
  calendars: v.record(v.string(), v.unknown()),
  cases: v.array(
    v.object({
      calendar: v.string(),
      start: v.string(),
      addSeconds: v.optional(v.number()),
      deadline: v.optional(v.string()),
      end: v.optional(v.string()),
      workingSeconds: v.optional(v.number()),
    }),
  ),
})

function slaOutcomes(input: unknown): Outcome[] {
  const { calendars, cases } = v.parse(slaFile, input)
  const calendarOf = (name: string) => prepareCalendar(parseCalendar(calendars[name]))
  const prepared = new Map(Object.keys(calendars).map((name) => [name, answerOf(() => calendarOf(name))]))
  return cases.map((one, index) => {
    const name = `case ${index} (${one.calendar}, ${one.start})`
    const expected: Record<string, unknown> = {}
    const got: Record<string, unknown> = {}
    const calendar = prepared.get(one.calendar)
    if (calendar === undefined || typeof calendar === 'string') {
      return { name, expected: 'a calendar', got: calendar ?? 'none of this name' }
    }
    const start = new Date(one.start)
    if (one.addSeconds !== undefined && one.deadline !== undefined) {
      expected.deadline = new Date(one.deadline).toISOString()
      got.deadline = answerOf(() => instantAfter(calendar, start, one.addSeconds ?? 0).toISOString())
    }
    if (one.end !== undefined && one.workingSeconds !== undefined) {
      const end = new Date(one.end)
      expected.workingSeconds = one.workingSeconds
      got.workingSeconds = answerOf(() => workingSecondsBetween(calendar, start, end))
    }
    return { name, expected, got }
  })
}

const calendarFile = v.array(
  v.object({ id: v.string(), country: v.string(), day: v.string(), kind: v.string(), final: v.boolean() }),
)

/** The days of a country as a desk has them that works from Monday to Friday. */
function calendarOutcomes(input: unknown): Outcome[] {
  const hours: Span[] = [['09:00', '18:00']]
  const weekly = { 1: hours, 2: hours, 3: hours, 4: hours, 5: hours, 6: [], 7: [] }
  const yearOf = memoized((key: string) => {
    const [country = '', year = ''] = key.split(' ')
    const calendar = { timeZone: 'UTC', weekly, exceptions: {}, country, hourLessOnShortenedDays: true }
    return new Map(calendarYear(calendar, Number(year)).map(({ date, kind }) => [date, kind]))
  })
  return v.parse(calendarFile, input).map(({ id, country, day, kind, final }) => {
    const year = day.slice(0, 4)
    const got = answerOf(() => ({
      kind: yearOf(`${country} ${year}`).get(day),
      final: isFinalYear(country, Number(year)),
    }))
    return { name: id, expected: { kind, final }, got }
  })
}

function memoized<Value>(compute: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>()
  return (key) => {
    const value = known.get(key) ?? compute(key)
    known.set(key, value)
    return value
  }
}

const licenceFile = v.array(
  v.object({
    license: v.nullable(v.string()),
    licenseType: v.nullable(v.string()),
    licenseFamily: v.nullable(v.string()),
    level: v.string(),
  }),
)

function licenceOutcomes(input: unknown): Outcome[] {
  return v.parse(licenceFile, input).map(({ level, ...licence }, index) => ({
    name: `licence ${index} (${licence.license ?? 'none'})`,
    expected: level,
    got: levelOf(licence),
  }))
}

const priceFile = v.array(
  v.object({
    plan: v.number(),
    name: v.string(),
    clientStatus: v.number(),
    reactionMinutes: v.number(),
    leastQuanta: v.number(),
    validDays: v.number(),
    quantumPriceMinor: v.number(),
    leastPackagePriceMinor: v.number(),
    currency: v.string(),
  }),
)

function priceOutcomes(input: unknown): Outcome[] {
  return v.parse(priceFile, input).map((expected) => {
    const plan = quantumMaintenance.plans[expected.plan - 1]
    const offer = plan === undefined ? null : offerTo(plan, expected.clientStatus)
    const price = offer?.quantumPriceMinor ?? null
    const got =
      plan === undefined || offer === null || price === null
        ? 'no such price'
        : {
            plan: expected.plan,
            name: plan.title.ru,
            clientStatus: expected.clientStatus,
            reactionMinutes: onlyReaction(plan.code),
            leastQuanta: offer.leastQuanta,
            validDays: offer.valid?.unit === 'days' ? offer.valid.count : null,
            quantumPriceMinor: price,
            leastPackagePriceMinor: (offer.leastQuanta ?? 0) * price,
            currency: offer.currency,
          }
    return { name: `plan ${expected.plan}, status ${expected.clientStatus}`, expected, got }
  })
}

/** A rule that throws is a mismatch to print, not the end of the run. */
function answerOf<Answer>(ask: () => Answer): Answer | string {
  try {
    return ask()
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  }
}

if (import.meta.main) {
  process.exitCode = await runVectors(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`))
}

/** In minutes, where the plan promises the same to every ticket. */
function onlyReaction(plan: string): number | null {
  const [first, ...others] = promisedReactions(quantumMaintenance, plan)
  return others.length === 0 && first?.within?.by === 'time' ? first.within.minutes : null
}
