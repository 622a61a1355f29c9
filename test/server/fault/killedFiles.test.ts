import { tellEveryday } from './everyday.ts'

tellEveryday('killedFiles')
