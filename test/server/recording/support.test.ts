import { compareRoutes } from './compare.ts'

compareRoutes('support')
