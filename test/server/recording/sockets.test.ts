import { compareSteps } from './compare.ts'
import { recordSockets } from './sockets.ts'

compareSteps('sockets', recordSockets)
