import { tellEveryday } from './everyday.ts'

tellEveryday('supportSwitch')
