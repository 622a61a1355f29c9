import { posix } from 'node:path'
import { type Rule, each } from '../rule.ts'
import type { Tree } from '../tree.ts'

/**
 * Executed somewhere already. Kysely stores a migration's name without `.sql` and asks that those it has executed be the first
 * of all names in the order of their letters, so none of these may be renamed or taken away.
 */
const executedUpTo = 16
/**
 * No commit ever had a 000009: the one after 000008 came as 000010. It must stay a gap: a database that has executed 000010
 * refuses to start when a name turns up before it.
 */
const gaps = [9]
const name = /^(?<digits>\d{4,6})(_(?<feature>[a-z][A-Za-z0-9]*)_(?<purpose>[a-z0-9]+(_[a-z0-9]+)*))?\.sql$/

type Migration = { file: string; number: number; feature: string | null }

export const migrationRules: Rule[] = [
  {
    name: 'migrations-are-numbered',
    says: 'Migrations are numbered without holes, in the order of their names, and say feature and purpose',
    check: (tree) => {
      const files = tree.migrations.map(({ path }) => posix.basename(path)).toSorted()
      const migrations = files.flatMap(readName)
      return each([
        ...files.filter((file) => readName(file).length === 0).map((file) => `${file}: is no name of a migration`),
        ...misnumbered(migrations),
        ...migrations.flatMap((migration) => misnamed(migration, foldersOf(tree))),
      ])
    },
  },
]

function readName(file: string): Migration[] {
  const { digits, feature } = name.exec(file)?.groups ?? {}
  return digits === undefined ? [] : [{ file, number: Number(digits), feature: feature ?? null }]
}

/** In the order of their names, as Kysely runs them, the numbers go up by one. */
function misnumbered(migrations: readonly Migration[]): string[] {
  let expected = 1
  const found: string[] = []
  for (const { file, number } of migrations) {
    while (gaps.includes(expected)) expected += 1
    if (number !== expected) found.push(`${file}: number ${expected} was expected`)
    expected = number + 1
  }
  return found
}

function misnamed({ file, number, feature }: Migration, folders: ReadonlySet<string>): string[] {
  if (number <= executedUpTo)
    return file === `${String(number).padStart(6, '0')}.sql` ? [] : [`${file}: was executed under its number alone`]
  if (feature === null) return [`${file}: says neither feature nor purpose`]
  return folders.has(feature) ? [] : [`${file}: ${feature} is no folder of the server`]
}

function foldersOf({ files }: Tree): ReadonlySet<string> {
  return new Set(
    files.flatMap(({ place }) => (place.world === 'server' && place.folder !== null ? [place.folder] : [])),
  )
}
