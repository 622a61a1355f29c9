import { compareSteps } from './compare.ts'
import { recordStory } from './stories.ts'
import { conversation } from './told/conversation.ts'

compareSteps('story-conversation', (situation) => recordStory(conversation, situation))
