import { afterEach, beforeEach } from 'vitest'
import { cleanUp, prepareTest } from './harness.ts'

/** Runs anew for every file; everything that it imports is loaded once a worker. */
beforeEach(prepareTest)
afterEach(cleanUp)
