import { compareRoutes } from './compare.ts'

compareRoutes('billing')
