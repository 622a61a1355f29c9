import { posix } from 'node:path'

/** Who imports whom, by paths from the project's folder. */
export type Imports = readonly { from: string; to: string }[]
export type Choice = { tests: string[]; specs: string[]; passedBy: string[] }

/**
 * Files that join everything: whoever imports one of them reaches all of the product, so what lies behind says nothing
 * about a change. What a change breaks there is found by the tests that mirror it, or by the whole run.
 */
const joins =
  /^(server\/(server|features|main)\.ts|server\/.+\/feature\.ts|server\/contract\/[^/]+\.ts|app\/shell\/\w+\/router\.ts|test\/support\/world\.ts)$/
const isTest = (path: string): boolean => path.startsWith('test/') && path.endsWith('.test.ts')
const isSpec = (path: string): boolean => path.startsWith('test/e2e/') && path.endsWith('.spec.ts')

/**
 * The tests that a change touches: changed ones, those that import what changed without passing through a file that joins
 * everything, and those that lie where the changed files are mirrored. Stories in the browser only when they changed themselves.
 */
export function touchedTests(changed: readonly string[], imports: Imports, paths: Iterable<string>): Choice {
  const all = [...paths]
  const reached = importersOf(changed, imports)
  const mirrored = changed.flatMap((path) => mirrorOf(path, all))
  const tests = new Set([...reached, ...mirrored].filter(isTest))
  return {
    tests: all.filter((path) => tests.has(path)).toSorted(),
    specs: changed.filter((path) => isSpec(path) && all.includes(path)).toSorted(),
    passedBy: [...reached].filter((path) => joins.test(path)).toSorted(),
  }
}

/** Each changed file and all that import it, directly or not; files that join are reached, but nothing beyond them. */
function importersOf(changed: readonly string[], imports: Imports): Set<string> {
  const importers = Map.groupBy(imports, ({ to }) => to)
  const reached = new Set(changed)
  for (const path of reached) {
    if (joins.test(path)) continue
    for (const { from } of importers.get(path) ?? []) reached.add(from)
  }
  return reached
}

/** `server/billing/orders/x.ts` → the tests in `test/server/billing/orders/`, or else in the next folder above that has some. */
function mirrorOf(path: string, all: readonly string[]): string[] {
  if (!/^(server|app)\//.test(path)) return []
  let folder = posix.join('test', posix.dirname(path))
  while (folder.split('/').length > 2) {
    const tests = all.filter((other) => posix.dirname(other) === folder && isTest(other))
    if (tests.length > 0) return tests
    folder = posix.dirname(folder)
  }
  return []
}
