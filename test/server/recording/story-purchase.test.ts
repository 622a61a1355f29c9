import { compareSteps } from './compare.ts'
import { recordStory } from './stories.ts'
import { purchase } from './told/purchase.ts'

compareSteps('story-purchase', (situation) => recordStory(purchase, situation))
