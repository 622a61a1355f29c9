import { tellEveryday } from './everyday.ts'

tellEveryday('twoServers')
