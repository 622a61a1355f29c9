import * as v from 'valibot'
import { date, language, sequence } from '../common.ts'
import { accountOf } from './base.types.ts'

/** The file comes in parts, to be put behind each other: asked again with `from` of the part before until that is null. */
export const exportLedgerInput = v.strictObject({
  account: accountOf,
  format: v.picklist(['json', 'csv']),
  from: v.optional(v.strictObject({ count: sequence, after: sequence })),
})

export const ledgerPart = v.strictObject({
  fileName: v.string(),
  text: v.string(),
  next: v.nullable(v.strictObject({ count: sequence, after: sequence })),
})
export type LedgerPart = v.InferOutput<typeof ledgerPart>

/** For people: in their language, by the desk's clock. */
export const ledgerSheetInput = v.strictObject({ account: accountOf, language })

/** Both days belong to the period, on the calendar of the desk's zone. */
export const ledgerActInput = v.pipe(
  v.strictObject({ account: accountOf, language, from: date, to: date }),
  v.forward(
    v.partialCheck([['from'], ['to']], ({ from, to }) => from <= to, 'is before the first day'),
    ['to'],
  ),
)

export const ledgerFile = v.strictObject({ fileName: v.string(), base64: v.string() })
