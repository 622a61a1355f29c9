import * as v from 'valibot'
import { calendarDay } from '../calendar/types.ts'
import { count, id, instant, language, texts } from '../common.ts'
import { regulation } from '../regulations/document.types.ts'
import { targetKinds } from '../regulations/promises.types.ts'
import { promisedReaction } from '../regulations/reactions.types.ts'
import { ownHelpers } from '../regulations/served.types.ts'
import { evidencePdfInput } from '../sla/types.ts'
import { channelsView, level, planPrice, typedCode } from './types.ts'

const version = v.pipe(count, v.minValue(1))
const hours = v.array(v.strictObject({ weekdays: v.array(v.number()), from: v.string(), to: v.string() }))

/**
 * E8: everything that one client is promised, by the version that it goes by. Each figure comes from the function that the preview of
 * a code, the plan's card and the clocks ask; the document has the rest, with no prices and plans but the client's own.
 */
const conditions = v.strictObject({
  deskId: id,
  deskName: v.string(),
  version,
  at: instant,
  /** As whom it is read: whose row of hours is one's own, and where one writes. */
  level,
  document: regulation,
  /** Who is answered by people, and when; a tariff that stands nowhere is not. */
  people: v.array(v.strictObject({ levels: v.array(level), timeZone: v.string(), isAlways: v.boolean(), hours })),
  /** Days that are not like their weekday, of the calendar of this client's people; null: nobody can say them. */
  outlook: v.nullable(v.strictObject({ finalThrough: v.nullable(v.number()), special: v.array(calendarDay) })),
  plans: v.array(planPrice),
  clientStatus: v.number(),
  /** What is promised without a plan. */
  reactions: v.array(promisedReaction),
  /** Further promises than the first answer, without a plan (null) or with one. */
  promises: v.array(
    v.strictObject({
      plan: v.nullable(texts),
      kind: v.picklist(targetKinds),
      rows: v.array(promisedReaction),
    }),
  ),
  withoutTarget: v.nullable(texts),
  channels: channelsView,
  helpers: v.array(v.picklist(ownHelpers)),
  /** How work is counted now: by an older version while packages that were sold under it last. */
  work: regulation.entries.work,
  workOf: v.nullable(v.strictObject({ version, until: instant })),
  /** Packages that one has now and that go by another version: what they promise for the first answer. */
  packages: v.array(v.strictObject({ title: texts, version, reactions: v.array(promisedReaction) })),
})
/** Named, so that the compiler need not write the whole document out wherever a route answers it. */
export interface ConditionsView extends v.InferOutput<typeof conditions> {}
export interface ConditionsInput extends v.InferInput<typeof conditions> {}
export const conditionsView: v.GenericSchema<ConditionsInput, ConditionsView> = conditions

/** Null: no desk answers this portal, so there are no conditions. */
export const conditionsAnswer = v.strictObject({ conditions: v.nullable(conditionsView) })

export const codeConditionsInput = v.strictObject({ code: typedCode })
const reader = { language, timeZone: evidencePdfInput.entries.timeZone }
export const conditionsFileInput = v.strictObject(reader)
export const codeConditionsFileInput = v.strictObject({ code: typedCode, ...reader })
export const offerConditionsFileInput = v.strictObject({ handoverId: id, ...reader })
export const conditionsFile = v.strictObject({ fileName: v.string(), base64: v.string() })
