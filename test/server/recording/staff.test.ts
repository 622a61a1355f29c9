import { compareRoutes } from './compare.ts'

compareRoutes('staff')
