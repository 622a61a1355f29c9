import { parseArgs } from 'node:util'
import { ensureBuilt } from '#test/bench/pages.ts'
import { routeNames } from '#test/server/goodInputs.ts'
import { startSituation } from '#test/server/situation.ts'
import { startDatabase } from '#test/support/database.ts'
import { openGround } from './ground.ts'
import { linesOf } from './report.ts'
import { fuzz, jobsTriedAgain } from './run.ts'
import { twists } from './twists.ts'
import { startWatchdog } from './watchdog.ts'

/**
 * `npm run fuzz [-- --seconds N] [--seed N] [uploads | ROUTE …]`: damaged inputs to everything that the server answers, for so long;
 * or to what sends files, or these routes, alone.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string', default: '60' }, seed: { type: 'string', default: '1' } },
})
const [seconds, seed] = [Number(values.seconds), Number(values.seed)]
const routes = routeNames.filter((name) => positionals.includes(name))
const isUploads = positionals.length === 1 && positionals[0] === 'uploads'
if (!(seconds > 0) || !Number.isInteger(seed) || (!isUploads && routes.length < positionals.length)) {
  process.stderr.write(
    'Say how long, with which seed, and which routes: npm run fuzz -- --seconds 60 --seed 1 readMe\n',
  )
  process.exit(2)
}

await ensureBuilt()
const watchdog = startWatchdog()
const databases = await startDatabase({ fsync: false })
const situation = await startSituation({ openDatabase: () => databases.clone() })
const lines = await orFailed(tryEverything())
const ending = await orFailed(situation.world.stop(jobsTriedAgain).then(() => []))
await databases.stop()
await watchdog.stop()
for (const line of [...lines, ...ending]) console.log(line)
process.exit([...lines, ...ending].at(-1)?.endsWith(', 0 failed') === true ? 0 : 1)

async function tryEverything(): Promise<string[]> {
  const ground = await openGround(situation)
  console.log(`seed ${seed}, ${seconds} s …`)
  const report = await fuzz(ground, {
    seed,
    seconds,
    patienceMs: 20_000,
    tries: isUploads ? 'uploads' : routes.length > 0 ? routes : 'everything',
    portalShare: 0.3,
    portalAnswers: Object.keys(twists),
    onStep: (label) => watchdog.step(label),
  })
  return linesOf(report)
}

/** The fuzzer itself may fail, and so may the server's stopping. */
function orFailed(written: Promise<string[]>): Promise<string[]> {
  return written.catch((error: unknown) => {
    const sentence = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return [sentence, '0 passed, 1 failed']
  })
}
