/** A program that sends a file, with a message and away again, and kills itself with `kill -9` between two steps. */
import { openStore } from '#server/platform/db/db.ts'
import { makeTransaction } from '#server/platform/db/unitOfWork.ts'
import { makeExaminer } from '#server/platform/files/examiner.ts'
import { makeFileFolder } from '#server/platform/files/fileFolder.ts'
import { namedTooEarly, readJourney, sendFile, withSteps } from './fileJourney.ts'

const journey = readJourney(process.argv[2])
const store = openStore(journey.databaseUrl, 4)
const examiner = makeExaminer()
let steps = 0

async function step(): Promise<void> {
  steps += 1
  if (steps !== journey.dieAt) return
  process.kill(process.pid, 'SIGKILL')
  await new Promise(() => {})
}

const whole = makeFileFolder({ folder: journey.folder, reserveBytes: 0 })
const folder = journey.isFlawed ? namedTooEarly(whole) : whole
const transaction = makeTransaction(store.db, () => {})
await sendFile({ db: store.db, ...withSteps({ store: folder, transaction }, step), examiner }, journey)
examiner.stop()
await store.close()
process.stdout.write(`${steps}\n`)
