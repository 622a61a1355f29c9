import { actionsIn } from './actions.ts'
import { tellsGoal } from './goal.ts'
import { lexicon } from './phrases.ts'
import { namesPlace } from './places.ts'
import type { Reading } from './reading.ts'
import { insteads } from './requests.lexicon.ts'
import { requestsIn } from './requests.ts'
import type { Sentence } from './sentences.ts'
import { givesSteps } from './steps.ts'
import { tellsTrouble } from './troubles.ts'
import { symptomsIn } from './symptoms.ts'
import { environments, versionNumbers } from './versions.lexicon.ts'

/** What a request in full says: T4. */
export type Field = 'did' | 'expected' | 'got' | 'where' | 'steps' | 'version' | 'goal'

const environment = lexicon(environments)
const versionNumber = new RegExp(versionNumbers, 'u')
const instead = lexicon(insteads)

export function fieldsIn(reading: Reading, sentences: readonly Sentence[]): Record<Field, boolean> {
  const steps = givesSteps(reading, sentences)
  const symptoms = symptomsIn(reading).length
  return {
    did: steps || actionsIn(reading).length > 0,
    expected: requestsIn(reading).some(({ isGeneral }) => !isGeneral) || reading.find(instead).length > 0,
    got: tellsTrouble(reading, sentences),
    where: namesPlace(reading, symptoms),
    steps,
    version: versionNumber.test(reading.text) || reading.find(environment).length > 0,
    goal: tellsGoal(reading, sentences),
  }
}
