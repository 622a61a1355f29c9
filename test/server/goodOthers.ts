import { goodAssistant } from './assistant/goodAssistant.ts'
import { goodIdentification } from './identification/goodIdentification.ts'

/** Of features whose inputs stand with their own tests. */
export const goodOthers = { ...goodAssistant, ...goodIdentification }
