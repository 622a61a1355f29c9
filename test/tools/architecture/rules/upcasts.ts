import { posix } from 'node:path'
import { type Rule, each, importRule } from '../rule.ts'
import type { Tree } from '../tree.ts'

const upcastName = /^\d{4}\.ts$/

export const upcastRules: Rule[] = [
  {
    name: 'upcasts-are-numbered',
    says: 'Upcasts are numbered without holes from 0001 on, each with a stored sample of the schema that it reads',
    check: (tree) => each([...foldersOfUpcasts(tree)].flatMap(([folder, files]) => misnumbered(tree, folder, files))),
  },
  importRule(
    'upcasts-stay-as-they-are',
    'An upcast goes by nothing that may change: it imports only what an upcast is',
    {
      of: ({ place }) => place.drawer === 'upcasts',
      forbids: ({ to }) => to !== 'server/platform/db/storedJson.ts',
    },
  ),
]

function foldersOfUpcasts({ files }: Tree): Map<string, string[]> {
  const upcasts = files.filter(({ place }) => place.drawer === 'upcasts').map(({ path }) => path)
  return Map.groupBy(upcasts.toSorted(), (path) => posix.dirname(path))
}

function misnumbered(tree: Tree, folder: string, files: readonly string[]): string[] {
  const named = files.filter((path) => upcastName.test(posix.basename(path)))
  const samples = `test/${posix.dirname(folder)}/stored/`
  return [
    ...files.filter((path) => !named.includes(path)).map((path) => `${path}: is no name of an upcast`),
    ...named.flatMap((path, index) => {
      const before = index === 0 ? 0 : numberOf(named[index - 1] ?? '')
      if (numberOf(path) !== before + 1) return [`${path}: number ${before + 1} was expected`]
      const sample = `${samples}${posix.basename(path, '.ts')}-`
      const hasSample = [...tree.paths].some((known) => known.startsWith(sample))
      return hasSample ? [] : [`${path}: has no stored sample of its time in ${samples}`]
    }),
  ]
}

function numberOf(path: string): number {
  return Number(posix.basename(path, '.ts'))
}
