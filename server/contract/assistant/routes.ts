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

export const assistantRoutes = {
  readAssistant: post('/api/assistant', 'client', empty, assistantEntry),
  readDialogue: post('/api/assistant/dialogue', 'client', dialogueInput, dialogueView),
  judgeAnswer: post('/api/assistant/judge', 'client', judgeAnswerInput, dialogueView),
  chooseArticle: post('/api/assistant/choose', 'client', chooseArticleInput, dialogueView),
  askForPerson: post('/api/assistant/person', 'client', dialogueInput, dialogueView),
  readHandover: post('/api/assistant/handover', 'staff', dialogueInput, readHandoverOutput),
} as const
