/** A program that asks for a box, gives it, looks into it and ends it, and kills itself with `kill -9` between two steps. */
import { openStore } from '#server/platform/db/db.ts'
import { makeTransaction } from '#server/platform/db/unitOfWork.ts'
import { makeKeyFolder } from '#server/platform/keys/keyFolder.ts'
import { makeSecrets } from '#server/platform/secrets.ts'
import { testMasterKey } from '#test/support/masterKey.ts'
import { flawed, readJourney, travelWithBox, withSteps } from './boxJourney.ts'

const journey = readJourney(process.argv[2])
const { db, pool, close } = openStore(journey.databaseUrl, 4)
let steps = 0

async function step(): Promise<void> {
  steps += 1
  if (steps !== journey.dieAt) return
  process.kill(process.pid, 'SIGKILL')
  await new Promise(() => {})
}

const keys = flawed(makeKeyFolder(journey.folder, makeSecrets(testMasterKey)), journey.flaw)
await travelWithBox({ db, pool, ...withSteps({ keys, transaction: makeTransaction(db, () => {}) }, step) }, journey)
await close()
process.stdout.write(`${steps}\n`)
