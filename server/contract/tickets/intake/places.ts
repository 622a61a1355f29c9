import { areas, places } from './areas.lexicon.ts'
import { lexicon } from './phrases.ts'
import type { Reading } from './reading.ts'

const address =
  /https?:\/\/|\b[\w.-]{1,40}@[\w-]{1,40}\.\w|\b[\w-]{1,40}\.(?:example|ru|com|ua|by|kz|net|org|eu|uk|de|pl)\b|\/[\w-]{1,40}\/[\w-]|[«"“][^»"”\n]{2,60}[»"”]/u
/** Words of these areas tell in a request about licences or payment no place. */
const vague = new Set(['people', 'server', 'documents', 'contacts'])
const named = Object.entries(areas).filter(([area]) => area !== 'payment')
const placed = lexicon(...named.map(([, words]) => words), places)
const placedInLicence = lexicon(...named.filter(([area]) => !vague.has(area)).map(([, words]) => words))
const payment = lexicon(areas.payment)

/** A section, a page, an object, an address, a user. */
export function namesPlace({ text, find }: Reading, symptoms: number): boolean {
  const isLicence = find(payment).length > 0 && symptoms === 0
  return address.test(text) || find(isLicence ? placedInLicence : placed).length > 0
}
