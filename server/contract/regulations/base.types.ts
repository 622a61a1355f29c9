import * as v from 'valibot'
import { storable } from '../common.ts'

export const priorities = ['low', 'medium', 'high', 'critical'] as const
export const categories = ['incident', 'serviceRequest', 'informationRequest', 'changeRequest'] as const
export const channels = ['app', 'email', 'phone', 'telegram', 'whatsapp', 'max', 'otherMessenger'] as const

export const priority = v.picklist(priorities)
export const category = v.picklist(categories)
export const channel = v.picklist(channels)

export type Priority = (typeof priorities)[number]
export type Category = (typeof categories)[number]
export type Channel = (typeof channels)[number]

/** What other parts of the document, codes and tickets name things by. */
export const code = v.pipe(v.string(), v.regex(/^[a-zA-Z][a-zA-Z0-9-]{0,63}$/))
export const calendarName = v.pipe(code)
export const whole = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000_000))
export const positive = v.pipe(whole, v.minValue(1))
export const minutes = v.pipe(positive, v.maxValue(525_600))
export const days = v.pipe(positive, v.maxValue(3650))

const text = v.pipe(
  v.string(),
  v.check((written) => written.trim() !== '', 'is empty'),
  v.maxLength(2000),
  storable,
)
/** A text that people read, in the three languages of the product; none may be left out. */
export const words = v.strictObject({ ru: text, uk: text, en: text })

/** Every list of the document is bounded. */
export const listOf = <const Item extends v.GenericSchema>(item: Item) => v.pipe(v.array(item), v.maxLength(100))
export const someOf = <const Item extends v.GenericSchema>(item: Item) =>
  v.pipe(v.array(item), v.minLength(1), v.maxLength(100))
