import { compareRoutes } from './compare.ts'

compareRoutes('regulation')
