import type { File, Tree } from './tree.ts'

const writers = new Set(['insertInto', 'updateTable', 'deleteFrom', 'mergeInto', 'replaceInto', 'truncateTable'])
const readers = new Set('selectFrom from using innerJoin leftJoin rightJoin fullJoin crossJoin'.split(' '))
const name = String.raw`"?([a-z_][a-z0-9_]*)"?`
const writing = new RegExp(
  String.raw`\b(?:insert\s+into|update(?:\s+only)?|delete\s+from(?:\s+only)?|merge\s+into|truncate(?:\s+table)?|copy)\s+${name}`,
  'gi',
)
const reading =
  /\b(?:from|join|using|table)\s+(?:only\s+|lateral\s+)?((?:"?[a-z_]\w*"?(?:\s+(?:as\s+)?[a-z]\w*)?\s*,\s*)*"?[a-z_]\w*"?)/gi
const deletion = /\bdelete\s+from\b/gi
const commonTable = /\b([a-z_]\w*)\s*(?:\([^()]*\)\s*)?as\s+(?:(?:not\s+)?materialized\s+)?\(/gi
/** A statement as text; our SQL is lower case and prose begins with a capital, so that neither is taken for the other. */
const statement =
  /^\s*(select\b[^.]*\bfrom|insert\s+into|update\s+\w+[^.]*\bset|delete\s+from|merge\s+into|truncate|with\s+\w+\s+as)\b/

/** The tables that a file's SQL names, whether Kysely makes it or it is written out. */
export function writtenTables(file: File): string[] {
  return [...named(file, writers), ...file.facts.texts.flatMap((text) => firsts(text, writing))]
}

export function readTables(file: File): string[] {
  return [...named(file, readers), ...file.facts.texts.flatMap(readInText)]
}

export function hasSql(file: File): boolean {
  const { calls, texts } = file.facts
  const builds = calls.some(({ name: called }) => called === 'sql' || called === 'selectFrom' || writers.has(called))
  return builds || texts.some((text) => statement.test(text))
}

function named({ facts }: File, verbs: ReadonlySet<string>): string[] {
  const texts = facts.calls.filter(({ name: called }) => verbs.has(called)).flatMap((call) => call.texts)
  return texts.flatMap((text) => text.split(' ').slice(0, 1))
}

function readInText(text: string): string[] {
  const own = new Set(firsts(text, commonTable))
  const lists = firsts(text.replaceAll(deletion, 'delete'), reading)
  const tables = lists.flatMap((list) => list.split(',').flatMap((one) => one.trim().split(/\s/).slice(0, 1)))
  return tables.map((table) => table.replaceAll('"', '')).filter((table) => !own.has(table))
}

function firsts(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(([, first]) => first ?? [])
}

/** Where each table is declared: in a feature's `*.tables.ts`, or in the platform. */
export function declaredTables({ files }: Tree): Map<string, string> {
  const declaring = files.filter(
    ({ path, place }) => place.role === 'tables' || /^server\/platform\/(.*\/)?tables\.ts$/.test(path),
  )
  return new Map(
    declaring.flatMap(({ place, facts }) => facts.tables.map((table) => [table, place.folder ?? ''] as const)),
  )
}
