import type { Head } from './heads.ts'
import { inOrder, type Reading, within } from './reading.ts'
import { requestsIn } from './requests.ts'
import type { Sentence } from './sentences.ts'
import { tellsState } from './states.ts'
import { isContradicted, symptomsIn } from './symptoms.ts'

/** "Does it cut the name?": trouble that is asked about has not been seen. */
const asked = /\?["»”)\s]*$/u

/** "So that they are not distracted": what ought not to be. */
const aim = /(?:^|[\s,])(?:чтобы?|щоби?|аби|so that|without|без|if|если|якщо)\s[^.!?\n]*$/u

/** Something went wrong: a symptom that is told; what came instead; or, before anything is wanted, a thing of the product is told of. */
export function tellsTrouble(reading: Reading, sentences: readonly Sentence[]): boolean {
  const symptoms = symptomsIn(reading)
  const wanted = requestsIn(reading).filter(({ isGeneral }) => !isGeneral)
  const firstWanted = wanted[0]?.start ?? reading.text.length
  return sentences.some((sentence) => {
    const heads = inOrder([...within(symptoms, sentence), ...within(wanted, sentence)])
    if (isTold(reading, sentence, heads)) return true
    if (heads[0]?.kind !== 'question' && isContradicted(reading, sentence)) return true
    return sentence.end <= firstWanted && tellsState(reading, sentence)
  })
}

function isTold({ text }: Reading, { start, end }: Sentence, heads: readonly Head[]): boolean {
  const isAsked = asked.test(text.slice(start, end))
  return heads.some(({ kind, start: place }) => {
    if (kind !== 'symptom') return false
    const wish = heads.findLast((head) => head.kind !== 'symptom' && head.start <= place)
    if (wish === undefined) return true
    return !(isAsked && wish.start <= (heads[0]?.start ?? 0)) && !aim.test(text.slice(wish.end, place))
  })
}
