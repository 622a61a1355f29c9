import { compareSteps } from './compare.ts'
import { recordStory } from './stories.ts'
import { organisation } from './told/organisation.ts'

compareSteps('story-organisation', (situation) => recordStory(organisation, situation))
