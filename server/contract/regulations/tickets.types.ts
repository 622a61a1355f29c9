import * as v from 'valibot'
import { storable } from '../common.ts'
import { level } from '../connections/types.ts'
import { calendarName, category, code, listOf, positive, priority, someOf, words } from './base.types.ts'

export const categoryTerms = v.strictObject({
  code: category,
  title: words,
  meaning: words,
  /** The priorities that its tickets may have (T3). */
  priorities: someOf(priority),
  /** The one that a ticket has until staff decides what a client has proposed; one of those above. */
  usual: priority,
})

export const priorityTerms = v.strictObject({ code: priority, title: words, meaning: words })

export const intakeFields = [
  'did',
  'expected',
  'got',
  'description',
  'goal',
  'place',
  'object',
  'steps',
  'version',
  'edition',
  'article',
  'environment',
  'screenshots',
] as const

/** What a writer is asked for (T4). */
export const intake = v.strictObject({
  fields: listOf(
    v.strictObject({
      code: v.picklist(intakeFields),
      title: words,
      help: words,
      isRequired: v.boolean(),
      /** Filled from the portal where the portal knows it. */
      fromPortal: v.boolean(),
    }),
  ),
  /** Picture formats by name, and those that come only inside an archive (T7). */
  pictures: listOf(v.pipe(v.string(), v.regex(/^[a-z0-9]{2,8}$/))),
  onlyInArchive: listOf(v.pipe(v.string(), v.regex(/^[a-z0-9]{2,8}$/))),
})

/** Where else a browser is sent: nowhere but to an https address. */
const articleAddress = v.pipe(v.string(), v.maxLength(500), v.regex(/^https:\/\/[^\s]+$/i), v.url(), storable)

/** What leads on from what is outside, as a button of the client's page (T5). */
export const wayOn = v.variant('to', [
  /** A partner takes it over: with its code, or found first (E11). */
  v.strictObject({ to: v.literal('connectPartner') }),
  /** A change request with the questions of `quoteQuestions`. */
  v.strictObject({ to: v.literal('askForQuote') }),
  v.strictObject({ to: v.literal('article'), url: articleAddress }),
])
export type WayOn = v.InferOutput<typeof wayOn>

/** The answer to what is outside, and the way to the right place; null where no button leads there. */
const outside = v.strictObject({ text: words, way: v.nullable(wayOn) })

/** What support is for and what it is not, by area (T5). */
export const scope = v.strictObject({
  /** What holds in every area alike. */
  general: v.strictObject({ included: listOf(words), excluded: listOf(words) }),
  areas: someOf(
    v.strictObject({
      code,
      title: words,
      included: listOf(words),
      excluded: listOf(words),
      /** Its own answer to what is outside; null: the one that is for all. */
      outside: v.nullable(outside),
    }),
  ),
  outside,
  /** What whoever asks for a quote is asked. */
  quoteQuestions: listOf(words),
})

/** What ends a deferral before its date, besides people of the desk. */
export const reasonLifts = ['clientMessage', 'access'] as const
export const reasonActs = ['defer', 'decline'] as const

/** Why a ticket is put off or refused (T6). */
export const reason = v.strictObject({
  code,
  for: someOf(v.picklist(reasonActs)),
  title: words,
  textForClient: words,
  liftedBy: v.nullable(v.picklist(reasonLifts)),
  /** The client is told a date and sees each change of it. */
  hasExpectedDate: v.boolean(),
})

/** Sets of special requests (T10). */
export const coupons = v.strictObject({
  levels: someOf(level),
  requests: v.pipe(positive, v.maxValue(1000)),
  /** Until the same local date so many years later. */
  validYears: v.pipe(positive, v.maxValue(10)),
  mailsPhoneOfResponsible: v.boolean(),
  included: listOf(
    v.strictObject({
      code,
      title: words,
      /** Null: at any time. */
      calendar: v.nullable(calendarName),
      limits: listOf(v.strictObject({ what: words, atMost: positive })),
    }),
  ),
  excluded: listOf(words),
})
