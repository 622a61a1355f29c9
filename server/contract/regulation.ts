import * as v from 'valibot'
import { calendar } from './calendar.ts'
import { texts } from './common.ts'
import { deskKind } from './session.ts'
import { level } from './support.ts'

export const priorities = ['low', 'medium', 'high', 'critical'] as const
export const categories = ['incident', 'serviceRequest', 'informationRequest', 'changeRequest'] as const

const code = v.pipe(v.string(), v.regex(/^[a-zA-Z][a-zA-Z0-9-]{0,63}$/))
const calendarName = code
const whole = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000_000))
const positive = v.pipe(whole, v.minValue(1))

const regulationCalendar = v.strictObject({
  ...calendar.entries,
  /** Whose public holidays are days off; null works through them. */
  country: v.nullable(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/))),
  /** The last year whose moved workdays are among the exceptions; a later one may still bring surprises. */
  transfersKnownThrough: v.nullable(v.pipe(v.number(), v.integer())),
})

/** When people answer: by the Bitrix24 tariff of the portal (null: never), or everybody alike. */
const people = v.variant('by', [
  v.strictObject({
    by: v.literal('level'),
    calendars: v.strictObject({
      free: v.nullable(calendarName),
      basic: v.nullable(calendarName),
      standard: v.nullable(calendarName),
      professional: v.nullable(calendarName),
      enterprise: v.nullable(calendarName),
    }),
  }),
  v.strictObject({ by: v.literal('everybody'), calendar: calendarName }),
])

const plan = v.strictObject({
  code,
  title: texts,
  reactionMinutes: positive,
  /** The calendar that measures the reaction. */
  calendar: calendarName,
  leastQuanta: positive,
  validDays: positive,
  /** Price of a quantum in minor units by client status. */
  quantumPriceMinor: v.record(v.pipe(v.string(), v.regex(/^[1-9]$/)), whole),
})

/** Everything a desk promises, as one document (the engine has no desk-specific code). */
export const regulation = v.strictObject({
  key: code,
  title: texts,
  kind: deskKind,
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)),
  quantumMinutes: v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(60)),
  calendars: v.record(calendarName, regulationCalendar),
  people,
  /** Who is on duty for critical incidents that chat does not solve in time (T12); null: nobody. */
  onDuty: v.nullable(v.strictObject({ levels: v.array(level), afterMinutes: positive })),
  assistant: v.strictObject({ attempts: positive, silenceHours: positive }),
  categories: v.array(
    v.strictObject({ code: v.picklist(categories), title: texts, priorities: v.array(v.picklist(priorities)) }),
  ),
  priorities: v.array(v.strictObject({ code: v.picklist(priorities), title: texts, meaning: texts })),
  clientStatuses: v.array(v.strictObject({ status: v.pipe(positive, v.maxValue(9)), title: texts })),
  plans: v.array(plan),
  noticeDays: whole,
  /** Resolved tickets close by themselves after so many working days of this calendar. */
  closing: v.strictObject({ calendar: calendarName, afterWorkingDays: positive, reopenDays: whole }),
  deferralReasons: v.array(
    v.strictObject({
      code,
      title: texts,
      textForClient: texts,
      liftedBy: v.nullable(v.literal('clientMessage')),
    }),
  ),
})

export type Regulation = v.InferOutput<typeof regulation>
export type Plan = Regulation['plans'][number]

/** The regulation, or where in the document it goes wrong. */
export function readRegulation(input: unknown): { regulation: Regulation } | { wrongAt: string } {
  const result = v.safeParse(regulation, input)
  return result.success ? { regulation: result.output } : { wrongAt: v.getDotPath(result.issues[0]) ?? '' }
}
