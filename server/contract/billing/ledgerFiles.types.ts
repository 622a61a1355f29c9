import * as v from 'valibot'
import { accountOf } from './types.ts'
import { language } from '../common.ts'

/** For people: in their language, by the desk's clock. */
export const ledgerSheetInput = v.strictObject({ account: accountOf, language })

const date = v.pipe(
  v.string(),
  v.isoDate(),
  v.check((text) => !Number.isNaN(Date.parse(text)), 'is no date'),
  v.check((text) => text >= '2000-01-01' && text <= '2100-01-01', 'is of another century'),
)

/** Both days belong to the period, on the calendar of the desk's zone. */
export const ledgerActInput = v.pipe(
  v.strictObject({ account: accountOf, language, from: date, to: date }),
  v.forward(
    v.partialCheck([['from'], ['to']], ({ from, to }) => from <= to, 'is before the first day'),
    ['to'],
  ),
)

export const ledgerFile = v.strictObject({ fileName: v.string(), base64: v.string() })
