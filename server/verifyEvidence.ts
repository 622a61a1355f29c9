/** `npm run verify-evidence -- FILE`: does an exported clock follow from its own history, and what does not first? */
import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { runCommand, say } from './platform/embedded/console.ts'
import { startFailure } from './platform/embedded/startFailure.ts'
import { parseStrictJson } from './platform/files/strictJson.ts'
import { checkEvidence } from './sla/domain/checkEvidence.ts'

const USE = 'Use: npm run verify-evidence -- FILE'
/** A ticket's longest history by far: such a file is read as a whole. */
const MOST_BYTES = 16 * 1024 * 1024

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
  const text = await readBounded(path)
  try {
    return parseStrictJson(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw startFailure(`${path} is no evidence, or it was damaged: it is not JSON (${reason}).`, error)
  }
}

async function readBounded(path: string): Promise<string> {
  const unreadable = (error: unknown) => {
    throw startFailure(`${path} cannot be read.`, error)
  }
  const { size } = await stat(path).catch(unreadable)
  if (size > MOST_BYTES)
    throw startFailure(`${path} is larger than any evidence: ${MOST_BYTES / 1024 / 1024} MB at most.`)
  return readFile(path, 'utf8').catch(unreadable)
}
