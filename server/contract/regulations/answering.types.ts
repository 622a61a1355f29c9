import * as v from 'valibot'
import { calendar } from '../calendar/types.ts'
import { level } from '../connections/types.ts'
import { calendarName, category, channel, listOf, minutes, positive, someOf, words } from './base.types.ts'

export const regulationCalendar = v.strictObject({
  ...calendar.entries,
  /** Whose public holidays are days off, in every year, as its law and its government have them; null works through them. */
  country: v.nullable(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/))),
  /** Whether the desk works an hour less on the days that its country shortens. */
  hourLessOnShortenedDays: v.boolean(),
})

/** When people answer: by the Bitrix24 tariff of the portal (null: never), or everybody alike. */
export const people = v.variant('by', [
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

/** Who is on duty for critical incidents that chat does not solve in time (T12). */
export const onDuty = v.strictObject({ levels: someOf(level), afterMinutes: minutes })

export const assistant = v.strictObject({
  attempts: v.pipe(positive, v.maxValue(20)),
  silenceHours: v.pipe(positive, v.maxValue(720)),
  /** Whether asking for a person in words is enough before the attempts are used up (A2). */
  personOnRequest: v.boolean(),
})

/** Where a portal of one edition may write. `chooseOne`: exactly one of these, once; until it is connected, another. */
const edition = v.strictObject({
  official: listOf(channel),
  chooseOne: v.nullable(v.strictObject({ from: someOf(channel), until: channel })),
})
export type EditionChannels = v.InferOutput<typeof edition>

export const channelsByEdition = v.strictObject({ cloud: edition, box: edition })

export const channelRules = v.strictObject({
  ...channelsByEdition.entries,
  /** For talking: what is written or said there makes no ticket. */
  talkingOnly: listOf(channel),
  /** When a channel takes requests, where that is not when people answer. */
  accepted: listOf(v.strictObject({ channels: someOf(channel), calendar: calendarName })),
  /** The polite answer in a channel that is not official; `{channels}` stands for those that are. */
  refusal: words,
})

export const personFacts = ['fullName', 'position', 'email'] as const

/** How somebody outside of the portal proves who they are (I1–I4). */
export const identification = v.strictObject({
  /** A letter counts only from the address of an active account. */
  accountAddressOnly: v.boolean(),
  ask: listOf(v.strictObject({ channels: someOf(channel), facts: someOf(v.picklist(personFacts)) })),
  /** A one-time code to the account's address, for what must not go to a stranger. */
  code: v.nullable(
    v.strictObject({
      channels: someOf(channel),
      categories: listOf(category),
      confidentialAnswers: v.boolean(),
      digits: v.pipe(positive, v.minValue(4), v.maxValue(10)),
      minutes: v.pipe(positive, v.maxValue(60)),
      tries: v.pipe(positive, v.maxValue(10)),
    }),
  ),
})
