import * as v from 'valibot'

/** What every input and answer is made of; each text is bounded here, so that no route can forget it. */
export const id = v.pipe(v.string(), v.uuid())
/** The pattern alone lets through what no calendar has, such as an offset without minutes. */
export const instant = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.check((text) => !Number.isNaN(Date.parse(text)), 'is no instant'),
)
export const memberId = v.pipe(v.string(), v.regex(/^[0-9a-z]{1,64}$/i))
export const userId = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2_147_483_647))

/** PostgreSQL keeps neither a NUL nor half of a surrogate pair. */
export const storable = v.check(
  (text: string) => !text.includes('\0') && text.isWellFormed(),
  'has characters that cannot be kept',
)
export const shortText = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200), storable)
export const note = v.pipe(v.string(), v.trim(), v.maxLength(1000), storable)
export const messageText = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(20_000), storable)
export const sequence = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER))
export const count = v.pipe(v.number(), v.integer(), v.minValue(0))

export const languages = ['ru', 'uk', 'en'] as const
export const language = v.picklist(languages)
export type Language = (typeof languages)[number]

/** A text of a regulation or a desk in the three languages of the product. */
export const texts = v.strictObject({ ru: v.string(), uk: v.string(), en: v.string() })

export const empty = v.strictObject({})

/** A person as others see it. */
export const person = v.strictObject({ userId, name: v.string(), photo: v.nullable(v.string()) })
export type Person = v.InferOutput<typeof person>

/** On which side somebody speaks: the product itself is neither. */
export const sides = ['client', 'desk', 'system'] as const
export type Side = (typeof sides)[number]
