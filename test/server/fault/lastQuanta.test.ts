import { tellEveryday } from './everyday.ts'

tellEveryday('lastQuanta')
