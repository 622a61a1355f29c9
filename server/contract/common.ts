import * as v from 'valibot'

/** What every input and answer is made of; each text is bounded here, so that no route can forget it. */
export const id = v.pipe(v.string(), v.uuid())

/** What a pattern lets through and no calendar has: 31 February, which JavaScript takes for 3 March and PostgreSQL refuses. */
function isDay(text: string): boolean {
  const parsed = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(text)
}

/** A day that the calendar has, as `2026-11-20`. */
export const day = v.pipe(v.string(), v.isoDate(), v.check(isDay, 'is no day'))

const [firstYear, lastYear] = ['2000', '2100']
const ofOurTime = v.check(
  (text: string) => text.slice(0, 4) >= firstYear && text.slice(0, 4) <= lastYear,
  `is not between ${firstYear} and ${lastYear}`,
)

/** A day that somebody names: nothing of the product lies in other centuries. */
export const date = v.pipe(day, ofOurTime)

/** No place on earth is further than 14 hours from Greenwich, and PostgreSQL knows none beyond 16. */
const instantShape =
  /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))$/

/** As an answer says it. */
export const instant = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.check((text) => instantShape.test(text) && isDay(text.slice(0, 10)), 'is no instant'),
)

/** One that somebody names: every input that has one takes it from here. */
export const namedInstant = v.pipe(instant, ofOurTime)
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

/** Whatever there is once a language. A page gets the languages that it is read in, the server has all of them. */
export interface InLanguages<Texts> {
  readonly texts: Readonly<Record<Language, Texts>>
}

/** Mostly one text; several where the first that fits is said. */
export type CatalogueText = string | readonly string[]
type Alike<Text extends CatalogueText> = Text extends string ? string : { readonly [Place in keyof Text]: string }
type Keyed = Readonly<Record<string, CatalogueText>>
type SameKeys<Russian extends Keyed> = { readonly [Key in keyof Russian]: Alike<Russian[Key]> }

/** Texts for people by key. The type remembers what is said in Russian, for the names that stand in its braces. */
export interface Catalogue<Russian extends Keyed> extends InLanguages<SameKeys<Russian>> {}

/** The texts of one feature. Ukrainian and English must have exactly the keys of Russian, or it does not compile. */
export function catalogue<const Russian extends Keyed>(texts: {
  ru: Russian & SameKeys<NoInfer<Russian>>
  uk: SameKeys<NoInfer<Russian>>
  en: SameKeys<NoInfer<Russian>>
}): Catalogue<Russian> {
  return { texts }
}

const pluralRules = {
  ru: new Intl.PluralRules('ru'),
  uk: new Intl.PluralRules('uk'),
  en: new Intl.PluralRules('en'),
}

/** Which of a text's forms a number takes: one, few or many in Russian and Ukrainian, one or other in English. */
export function pluralForm(inLanguage: Language, number: number): 0 | 1 | 2 {
  const form = pluralRules[inLanguage].select(number)
  if (form === 'one') return 0
  return form === 'few' || inLanguage === 'en' ? 1 : 2
}

/** A value that ends its sentence. One that has a full stop of its own ("22 декабря 2026 г.") brings it along: there is one. */
export function endOfSentence(value: string): string {
  return value.endsWith('.') ? value : `${value}.`
}

/** A text of a regulation or a desk in the three languages of the product. */
export const texts = v.strictObject({ ru: v.string(), uk: v.string(), en: v.string() })

export const empty = v.strictObject({})

/** A person as others see it. */
export const person = v.strictObject({ userId, name: v.string(), photo: v.nullable(v.string()) })
export type Person = v.InferOutput<typeof person>

/** On which side somebody speaks: the product itself is neither. */
export const sides = ['client', 'desk', 'system'] as const
export type Side = (typeof sides)[number]
