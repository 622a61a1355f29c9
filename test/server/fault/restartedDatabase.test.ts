import { ownServer, tellEveryday } from './everyday.ts'

tellEveryday('restartedDatabase', ownServer)
