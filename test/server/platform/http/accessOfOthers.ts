import { assistantAccess } from '../../assistant/assistantAccess.ts'
import { identificationAccess } from '../../identification/identificationAccess.ts'

/** Of features whose rows stand with their own tests. */
export const accessOfOthers = { ...assistantAccess, ...identificationAccess }
