import { compareSteps } from './compare.ts'
import { recordPages } from './pages.ts'

compareSteps('pages', recordPages)
