import { type Rule, each } from '../rule.ts'
import { declaredTables, hasSql, readTables, writtenTables } from '../sqlFacts.ts'
import type { File, Tree } from '../tree.ts'

type Use = { table: string; folder: string; path: string }

export const tableRules: Rule[] = [
  {
    name: 'tables-are-declared-by-their-feature',
    says: 'A table stands in the *.tables.ts of the feature that writes it',
    check: (tree) => {
      const writes = usesOf(tree, writtenTables)
      return each([...declaredTables(tree)].flatMap(([table, folder]) => declaredElsewhere(table, folder, writes)))
    },
  },
  {
    name: 'tables-are-written-by-their-owner',
    says: 'Nobody else writes a table',
    check: (tree) => {
      const owner = ownersOf(tree)
      return each(
        usesOf(tree, writtenTables)
          .filter(({ table, folder }) => owner(table) !== folder)
          .map(({ table, folder, path }) => `${folder} → ${table} of ${owner(table) ?? 'nobody'} (${path})`),
      )
    },
  },
  {
    name: 'reads-across-features',
    says: "What a feature's SQL reads of others is a list that only shrinks; views are for everybody",
    check: (tree) => {
      const [owner, views] = [ownersOf(tree), viewsOf(tree)]
      return each(
        usesOf(tree, readTables)
          .filter(({ table, folder }) => owner(table) !== folder && !views.has(table))
          .map(({ table, folder }) => `${folder} → ${table}`),
      )
    },
  },
  {
    name: 'rows-are-locked-for-no-key-update',
    says: 'Nobody locks rows so that foreign keys wait, too (platform/db/unitOfWork.ts)',
    check: ({ files }) =>
      each(
        files
          .filter(({ place }) => place.world === 'server')
          .filter(locksKeys)
          .map(({ path }) => path),
      ),
  },
  {
    name: 'sql-in-sql-files',
    says: 'SQL stands in *.sql.ts and in the platform',
    check: ({ files }) =>
      each(
        files
          .filter(({ place }) => place.world === 'server' && place.folder !== 'platform' && place.role !== 'sql')
          .filter(hasSql)
          .map(({ path }) => path),
      ),
  },
]

function locksKeys({ facts: { calls, texts } }: File): boolean {
  const isBuilt = calls.some(({ name }) => name === 'forUpdate' || name === 'forShare')
  return isBuilt || texts.some((text) => /\bselect\b[\s\S]*\bfor\s+(?:update|share)\b/.test(text))
}

function usesOf(tree: Tree, tablesOf: (file: File) => string[]): Use[] {
  const known = declaredTables(tree)
  return tree.files
    .filter(({ place }) => place.world === 'server')
    .flatMap((file) =>
      tablesOf(file)
        .filter((table) => known.has(table))
        .map((table) => ({ table, folder: file.place.folder ?? 'server', path: file.path })),
    )
}

function declaredElsewhere(table: string, folder: string, writes: readonly Use[]): string[] {
  const writers = each(writes.filter((write) => write.table === table).map((write) => write.folder))
  if (writers.length === 0 || writers.includes(folder)) return []
  return [`${table}: declared in ${folder}, written by ${writers.join(', ')}`]
}

/** Whoever declares a table owns it; of one that the platform declares for others, the only one who writes it. */
function ownersOf(tree: Tree): (table: string) => string | undefined {
  const declared = declaredTables(tree)
  const writes = usesOf(tree, writtenTables)
  return (table) => {
    const folder = declared.get(table)
    const writers = each(writes.filter((write) => write.table === table).map((write) => write.folder))
    if (folder !== 'platform' || writers.includes('platform') || writers.length === 0) return folder
    return writers.length === 1 ? writers[0] : undefined
  }
}

/** A view is what its owner lets others read, so it may be read like a query. */
function viewsOf({ migrations }: Tree): ReadonlySet<string> {
  const making = /\bcreate\s+(?:or\s+replace\s+)?view\s+([a-z_]\w*)/gi
  return new Set(migrations.flatMap(({ text }) => [...text.matchAll(making)].flatMap(([, view]) => view ?? [])))
}
