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
export type InThree = v.InferOutput<typeof texts>

/** The same said in each language. */
export function inThree(say: (language: Language) => string): InThree {
  return { ru: say('ru'), uk: say('uk'), en: say('en') }
}

export const empty = v.strictObject({})

/** A person as others see it. */
export const person = v.strictObject({ userId, name: v.string(), photo: v.nullable(v.string()) })
export type Person = v.InferOutput<typeof person>

/**
 * A client as its desk's people see it (D8): what it is called, above its portal's address. Null where nobody has called it anything,
 * and for the client itself, which never reads what a desk calls it.
 */
export const clientNames = { clientName: v.nullable(v.string()), portalName: v.string() }

/** On which side somebody speaks: the product itself is neither. */
export const sides = ['client', 'desk', 'system'] as const
export type Side = (typeof sides)[number]
export type WorkingTimePart = { unit: 'workdays' | 'days' | 'hours' | 'minutes'; count: number }

const wholeDay = 24 * 60

/** How long a working day of this week is, in minutes; null where its days differ, or none is worked. */
export function workdayMinutes(
  weekly: Readonly<Record<string, readonly (readonly [from: string, to: string])[]>>,
): number | null {
  const lengths = new Set(
    Object.values(weekly)
      .filter((spans) => spans.length > 0)
      .map((spans) => spans.reduce((sum, [from, to]) => sum + lengthOf(from, to), 0)),
  )
  const [length = null] = lengths
  return lengths.size === 1 ? length : null
}

/**
 * S3: working time in hours and minutes, or in days of the calendar's own length where it is whole days, or three of them and more.
 * Never in days of 24 hours, unless such is the calendar's day.
 */
export function workingTimeParts(minutes: number, dayMinutes: number | null): WorkingTimePart[] {
  const whole = Math.max(0, Math.floor(minutes))
  const days = dayMinutes === null ? 0 : Math.floor(whole / dayMinutes)
  const isInDays = dayMinutes !== null && (days >= 3 || (days === 2 && whole % dayMinutes === 0))
  const rest = isInDays ? whole % dayMinutes : whole
  const parts: WorkingTimePart[] = [
    { unit: dayMinutes === wholeDay ? 'days' : 'workdays', count: isInDays ? days : 0 },
    { unit: 'hours', count: Math.floor(rest / 60) },
    { unit: 'minutes', count: rest % 60 },
  ]
  const shown = parts.filter((part) => part.count > 0).slice(0, 2)
  return shown.length > 0 ? shown : parts.slice(2)
}

function lengthOf(from: string, to: string): number {
  const length = minutesOf(to) - minutesOf(from)
  return length > 0 ? length : length + wholeDay
}

function minutesOf(wall: string): number {
  return Number(wall.slice(0, 2)) * 60 + Number(wall.slice(3))
}
/**
 * Names bring quotation marks of their own: «Партнёр «Альфа»» is written «Партнёр „Альфа“», “Partner “Alpha”” is “Partner ‘Alpha’”. A
 * text whose marks do not close stays as it is.
 */
export function withInnerQuotes(text: string): string {
  return nested(nested(text, '«»', '„“'), '“”', '‘’')
}

function nested(text: string, [open = '', close = '']: string, [innerOpen = '', innerClose = '']: string): string {
  let depth = 0
  let shown = ''
  for (const letter of text) {
    if (letter === open) depth += 1
    const isInner = depth > 1
    if (letter === close) depth -= 1
    if (depth < 0) return text
    if (isInner && letter === open) shown += innerOpen
    else shown += isInner && letter === close ? innerClose : letter
  }
  return depth === 0 ? shown : text
}
