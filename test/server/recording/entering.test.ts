import { compareRoutes } from './compare.ts'

compareRoutes('entering')
