import { ensureBuilt } from '#test/bench/pages.ts'
import { openFaultDatabases } from './databases.ts'
import type { Outcome } from './outcome.ts'
import { fullSize } from './sizes.ts'
import { stories } from './stories.ts'

/** `npm run fault [-- WORD …]`: the stories in full size, one after the other; only those whose title has one of the words. */
const words = process.argv.slice(2).map((word) => word.toLowerCase())
const chosen = Object.values(stories).filter(
  ({ title }) => words.length === 0 || words.some((word) => title.toLowerCase().includes(word)),
)
const mostFaultsShown = 20

await ensureBuilt()
const databases = await openFaultDatabases()
let failed = 0
for (const { title, tell } of chosen) {
  console.log(`\n${title}`)
  const startedAt = performance.now()
  const { faults, facts } = await tell(databases, fullSize).catch(broken)
  if (faults.length > 0) failed += 1
  const seconds = Math.round((performance.now() - startedAt) / 1000)
  show({ ...facts, seconds, faults: faults.length })
  for (const fault of faults.slice(0, mostFaultsShown)) console.log(`  ${fault}`)
}
await databases.stop()
console.log(`\n${chosen.length - failed} passed, ${failed} failed`)
process.exit(failed === 0 && chosen.length > 0 ? 0 : 1)

function broken(error: unknown): Outcome {
  return { faults: [error instanceof Error ? (error.stack ?? error.message) : String(error)], facts: {} }
}

function show(facts: Record<string, string | number>) {
  const width = Math.max(...Object.keys(facts).map((name) => name.length))
  for (const [name, value] of Object.entries(facts)) console.log(`  ${name.padEnd(width)}  ${value}`)
}
