import { compareRoutes } from './compare.ts'

compareRoutes('desk')
