/** `npm run verify-evidence -- FILE`: does an exported clock follow from its own history, and what does not first? */
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { runCommand, say } from './platform/embedded/console.ts'
import { startFailure } from './platform/embedded/startFailure.ts'
import { checkEvidence } from './sla/domain/checkEvidence.ts'

const USE = 'Use: npm run verify-evidence -- FILE'

await runCommand(async () => {
  const [file, ...more] = process.argv.slice(2)
  if (file === undefined || more.length > 0) {
    say(USE, 'stderr')
    return 2
  }
  const check = checkEvidence(await readDocument(file))
  if (check.fits) {
    say('FITS: the clock, its deadlines and its strip follow from the history in the file.')
    return 0
  }
  const { at, expected, found } = check
  say(`DOES NOT FIT. ${at}: should be ${JSON.stringify(expected)}, but is ${JSON.stringify(found)?.slice(0, 200)}.`)
  return 1
})

async function readDocument(name: string): Promise<unknown> {
  // npm runs scripts in the project's folder; a relative path is meant from where the reader stands.
  const path = resolve(process.env['INIT_CWD'] ?? '.', name)
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw startFailure(`${path} cannot be read.`, error)
  })
  try {
    return JSON.parse(text)
  } catch (error) {
    throw startFailure(`${path} is not JSON: it is no evidence, or it was damaged.`, error)
  }
}
