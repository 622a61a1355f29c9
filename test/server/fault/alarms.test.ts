import { tellEveryday } from './everyday.ts'

tellEveryday('alarms')
