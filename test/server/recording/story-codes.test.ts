import { compareSteps } from './compare.ts'
import { recordStory } from './stories.ts'
import { codes } from './told/codes.ts'

compareSteps('story-codes', (situation) => recordStory(codes, situation))
