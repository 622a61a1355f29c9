/** A launcher as a process of its own, for tests that kill it: tells the address and waits to be ended. */
import { ensurePostgres } from '#server/platform/embedded/postgres.ts'

const [dataDir = ''] = process.argv.slice(2)
const { url, startedHere } = await ensurePostgres({ dataDir })
process.stdout.write(`${JSON.stringify({ url, startedHere })}\n`)
process.stdin.resume()
