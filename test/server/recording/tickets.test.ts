import { compareRoutes } from './compare.ts'

compareRoutes('tickets')
