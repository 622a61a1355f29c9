import { post } from '../access.ts'
import { empty } from '../common.ts'
import {
  assistantEntry,
  chooseArticleInput,
  dialogueInput,
  dialogueView,
  judgeAnswerInput,
  readHandoverOutput,
} from './types.ts'

import {
  acceptPhrasingInput,
  dismissGapInput,
  gaps,
  learningFigures,
  nameAnswerInput,
  namedAnswer,
  rehearsal,
  rehearseInput,
} from './learning.types.ts'
import { phrasingHelp, proposedPhrasings, proposePhrasingsInput } from './proposals.types.ts'

export const assistantRoutes = {
  readAssistant: post('/api/assistant', 'client', empty, assistantEntry),
  readDialogue: post('/api/assistant/dialogue', 'client', dialogueInput, dialogueView),
  judgeAnswer: post('/api/assistant/judge', 'client', judgeAnswerInput, dialogueView),
  chooseArticle: post('/api/assistant/choose', 'client', chooseArticleInput, dialogueView),
  askForPerson: post('/api/assistant/person', 'client', dialogueInput, dialogueView),
  readHandover: post('/api/assistant/handover', 'staff', dialogueInput, readHandoverOutput),
  readAssistantFigures: post('/api/desk/assistant/figures', 'lead', empty, learningFigures),
  readGaps: { ...post('/api/desk/assistant/gaps', 'lead', empty, gaps), costly: 'question' },
  acceptPhrasing: { ...post('/api/desk/assistant/phrasing', 'lead', acceptPhrasingInput, gaps), costly: 'question' },
  dismissGap: { ...post('/api/desk/assistant/dismiss', 'lead', dismissGapInput, gaps), costly: 'question' },
  readNamedAnswer: post('/api/desk/assistant/answer', 'staff', dialogueInput, namedAnswer),
  nameAnswer: post('/api/desk/assistant/answer/name', 'staff', nameAnswerInput, namedAnswer),
  readPhrasingHelp: post('/api/desk/assistant/proposals', 'staff', empty, phrasingHelp),
  proposePhrasings: post('/api/desk/assistant/proposals/ask', 'staff', proposePhrasingsInput, proposedPhrasings),
  rehearseArticle: {
    ...post('/api/desk/assistant/rehearse', 'lead', rehearseInput, rehearsal),
    costly: 'question',
  },
} as const
