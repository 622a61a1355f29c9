import { places } from './areas.lexicon.ts'
import { areasIn } from './areasIn.ts'
import { isOneOf, lexicon, type Span } from './phrases.ts'
import { lastBefore, type Reading, within } from './reading.ts'
import { causesAsked, noStates, persons, stateVerbs, things } from './states.lexicon.ts'

const parts = lexicon(places, things)
const verbs = lexicon(stateVerbs)
const others = lexicon(noStates)
const why = lexicon(causesAsked)
const who = lexicon(persons)

/** So near before a verb stands who does it. */
const nearSubject = 25

/**
 * "Пропущенные считаются принятыми": a thing of the product is or does something. Said without a wish or a question it is what the
 * writer sees, in whatever words; whoever asks has made sure that there is none.
 */
export function tellsState(reading: Reading, span: Span): boolean {
  if (within(areasIn(reading), span).length + within(reading.find(parts), span).length === 0) return false
  if (within(reading.find(why), span).length > 0) return true
  if (reading.text.slice(span.start, span.end).trimEnd().endsWith('?')) return false
  return within(reading.find(verbs), span).some(
    ({ start, text }) => !isOneOf(others, text) && !isOfPerson(reading, start),
  )
}

function isOfPerson(reading: Reading, place: number): boolean {
  const person = lastBefore(reading.find(who), place)
  if (person === undefined || place - person.end > nearSubject) return false
  return !/[.,!?;:\n()«»]/u.test(reading.text.slice(person.end, place))
}
