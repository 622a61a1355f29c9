import * as v from 'valibot'
import { count, date, instant, namedInstant } from '../common.ts'
import { calendarDay, spans } from '../calendar/types.ts'
import { regulationCalendar } from './answering.types.ts'
import { regulation } from './document.types.ts'
import { code, positive } from './base.types.ts'
import { promisedReaction } from './reactions.types.ts'
import { served } from './served.types.ts'

/** Why a place of a document is wrong; each has words. */
export const regulationProblems = [
  'form',
  'unknown',
  'twice',
  'missing',
  'unused',
  'order',
  'contradiction',
  'placeholder',
  /** By its calendar it does not come within thirty years, or the calendar ends within ten. */
  'tooFar',
  'ends',
] as const
export type RegulationProblem = (typeof regulationProblems)[number]

/** What a country makes of a calendar: how far its days are settled, and the next dates that are not as their weekdays. */
export const calendarOutlook = v.strictObject({
  /** Null where every year is settled as it is: a calendar without a country, or one that moves no days. */
  finalThrough: v.nullable(v.number()),
  special: v.array(calendarDay),
})
export type CalendarOutlook = v.InferOutput<typeof calendarOutlook>

/** One field in which two documents differ, by its place; a value is short text, null where the field is not there. */
export const regulationChange = v.strictObject({
  place: v.string(),
  before: v.nullable(v.string()),
  after: v.nullable(v.string()),
})
export type RegulationChange = v.InferOutput<typeof regulationChange>

export const versionStates = ['past', 'inForce', 'coming', 'withdrawn'] as const
const versionView = v.strictObject({
  version: positive,
  state: v.picklist(versionStates),
  effectiveAt: instant,
  /** From when it holds for those who were clients before it; null: it does not (E9). */
  existingFrom: v.nullable(instant),
  writtenBy: v.string(),
  writtenAt: instant,
  withdrawnBy: v.nullable(v.string()),
  withdrawnAt: v.nullable(instant),
})
export type VersionView = v.InferOutput<typeof versionView>

/** A desk's regulation for its staff: what holds, what is coming and how it differs, what was. */
const view = v.strictObject({
  inForce: v.strictObject({
    version: positive,
    effectiveAt: instant,
    document: regulation,
    outlooks: v.record(v.string(), calendarOutlook),
  }),
  coming: v.nullable(
    v.strictObject({
      version: positive,
      effectiveAt: instant,
      writtenBy: v.string(),
      changes: v.array(regulationChange),
      /** Open tickets and live connections keep what they were promised under the version before. */
      document: regulation,
    }),
  ),
  /** What each plan of the one in force promises for the first answer. */
  reactions: v.array(v.strictObject({ planCode: code, reactions: v.array(promisedReaction) })),
  /** The newest first. */
  versions: v.array(versionView),
  /** The last number given: a publication carries it, so that of two owners one finds out. */
  lastVersion: count,
  presets: v.array(code),
  /** What of it clients are offered: a channel that the server does not have is on none of their pages (E6). */
  served,
})
/** Named, so that the compiler need not write the whole document out wherever a route answers it. */
export interface RegulationView extends v.InferOutput<typeof view> {}
export interface RegulationInput extends v.InferInput<typeof view> {}
export const regulationView: v.GenericSchema<RegulationInput, RegulationView> = view

/** What a new version may start from. */
export const readDocumentInput = v.variant('of', [
  v.strictObject({ of: v.literal('version'), version: positive }),
  v.strictObject({ of: v.literal('preset'), preset: code }),
])
export const documentView = v.strictObject({
  document: regulation,
  /** Two letters of each country whose holidays are known: what a calendar may name. */
  countries: v.array(v.string()),
})

/** Anything that JSON can say; what is wrong with it is said with its place, so the schema does not come first. */
const document = v.record(v.string(), v.unknown())

/** A calendar as it is being written, in a year. */
export const calendarYearInput = v.strictObject({
  calendar: v.strictObject({ ...regulationCalendar.entries, exceptions: v.optional(v.record(date, spans), {}) }),
  year: v.pipe(v.number(), v.integer(), v.minValue(2000), v.maxValue(2100)),
})
export const calendarYearView = v.strictObject({
  days: v.array(calendarDay),
  isFinal: v.boolean(),
})
export type CalendarYearView = v.InferOutput<typeof calendarYearView>

export const checkRegulationInput = v.strictObject({ document })
/** `worse`: what of it is no gain for those who go by the version in force, or cannot be compared (E9). */
export const checkedRegulation = v.strictObject({
  changes: v.array(regulationChange),
  worse: v.array(regulationChange),
  /** How long before such a change existing clients are told, by the version in force. */
  noticeDays: count,
})
export type CheckedRegulation = v.InferOutput<typeof checkedRegulation>

/** Whom a version concerns: those who connect from its instant on, or all from then; null: as soon as it is in force. */
export const concerns = v.variant('who', [
  v.strictObject({ who: v.literal('new') }),
  v.strictObject({ who: v.literal('existing'), from: v.nullable(namedInstant) }),
])
export type Concerns = v.InferOutput<typeof concerns>

export const publishRegulationInput = v.strictObject({
  document,
  /** Null: at once. */
  effectiveAt: v.nullable(namedInstant),
  concerns: v.optional(concerns, { who: 'new' }),
  lastVersion: count,
})
export type PublishRegulationInput = v.InferOutput<typeof publishRegulationInput>
export const withdrawRegulationInput = v.strictObject({ version: positive })
