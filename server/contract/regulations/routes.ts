import { post } from '../access.ts'
import { empty } from '../common.ts'
import {
  calendarYearInput,
  calendarYearView,
  checkRegulationInput,
  checkedRegulation,
  documentView,
  publishRegulationInput,
  readDocumentInput,
  regulationView,
  withdrawRegulationInput,
} from './types.ts'

export const regulationRoutes = {
  readRegulation: post('/api/desk/regulation', 'staff', empty, regulationView),
  readRegulationDocument: post('/api/desk/regulation/document', 'owner', readDocumentInput, documentView),
  checkRegulation: {
    ...post('/api/desk/regulation/check', 'owner', checkRegulationInput, checkedRegulation),
    costly: 'question',
  },
  publishRegulation: {
    ...post('/api/desk/regulation/publish', 'owner', publishRegulationInput, regulationView),
    costly: 'question',
  },
  readCalendarYear: {
    ...post('/api/desk/regulation/calendar', 'staff', calendarYearInput, calendarYearView),
    costly: 'question',
  },
  withdrawRegulation: post('/api/desk/regulation/withdraw', 'owner', withdrawRegulationInput, regulationView),
} as const
