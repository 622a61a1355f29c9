/** `npm run -s house`: how the code is laid out, in figures, to be laid beside those of another day. `-- RULE` lists what a rule finds. */
import { copiesIn } from './architecture/declarations.ts'
import { circlesOf, graphOf } from './architecture/circles.ts'
import { readTree } from './architecture/readTree.ts'
import { type FolderArrow, appArrows, climbing, roomArrows, serverArrows } from './architecture/rules/folders.ts'
import { rules } from './architecture/rules.ts'
import type { File } from './architecture/tree.ts'

const tree = readTree()
const production = tree.files.filter(({ place }) => place.world !== 'test')
const isTexts = ({ path, text }: File) =>
  /((^|[./])texts|Messages|messages|Words)\.ts$/.test(path) && /[а-я]{3}/.test(text)
const pure = /^server\/(contract|calendar)\/|\/(domain|presets|upcasts)\/|\/refusal\.ts$/
const isDomain = ({ place }: File) => place.drawer === 'domain'

const [asked] = process.argv.slice(2)
const answer = asked === undefined ? [sizes(), folders(), ratios(), findings()].join('\n\n') : found(asked).join('\n')
process.stdout.write(`${answer}\n`)

function found(name: string): string[] {
  return rules.find((rule) => rule.name === name)?.check(tree) ?? [`no rule ${name}`]
}

function sizes(): string {
  const areas = {
    'server domain': production.filter(isDomain),
    'server else': production.filter((file) => file.place.world === 'server' && !isDomain(file)),
    'app texts': production.filter((file) => file.place.world === 'app' && isTexts(file)),
    'app else': production.filter((file) => file.place.world === 'app' && !isTexts(file)),
    production,
    test: tree.files.filter(({ place }) => place.world === 'test'),
  }
  return table(
    ['lines of files', 'files', 'lines', 'median', 'p90', 'longest', 'over 300'],
    Object.entries(areas).map(([name, files]) => [name, ...sizesOf(files)]),
  )
}

function sizesOf(files: readonly File[]): number[] {
  const sorted = files.map((file) => file.lines).toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
  return [
    files.length,
    linesOf(files),
    at(0.5),
    at(0.9),
    sorted.at(-1) ?? 0,
    sorted.filter((lines) => lines > 300).length,
  ]
}

function folders(): string {
  const areas: [string, FolderArrow[]][] = [
    ['server', serverArrows(tree)],
    ['app', appArrows(tree)],
    ...roomArrows(tree).map((arrows): [string, FolderArrow[]] => [`rooms of ${featureOf(arrows)}`, arrows]),
  ]
  return table(
    ['folders', 'folders', 'arrows', 'in circles', 'circles'],
    areas.map(([name, arrows]) => {
      const pairs = arrows.map(({ from, to }) => [from, to] as const)
      const circles = circlesOf(graphOf(pairs)).map(({ length }) => length)
      return [name, new Set(pairs.flat()).size, arrows.length, climbing(arrows).length, circles.join(' + ') || '0']
    }),
  )
}

function featureOf(arrows: readonly FolderArrow[]): string {
  return arrows[0]?.from.split('/').slice(0, -1).join('/') ?? 'one that have no arrows'
}

/** A test belongs to the domain when all that it takes from the server is domain, presets and contract. */
function ratios(): string {
  const serverTests = tree.files.filter(({ path }) => path.startsWith('test/server/'))
  const ofDomain = serverTests.filter(testsDomain)
  const rows: [string, readonly File[], readonly File[]][] = [
    ['server domain', ofDomain, production.filter(isDomain)],
    [
      'server else',
      serverTests.filter((file) => !ofDomain.includes(file)),
      production.filter((file) => file.place.world === 'server' && !isDomain(file)),
    ],
    [
      'app without texts',
      tree.files.filter(({ path }) => path.startsWith('test/app/')),
      production.filter((file) => file.place.world === 'app' && !isTexts(file)),
    ],
  ]
  return table(
    ['test to source', 'test', 'source', 'share'],
    rows.map(([name, tests, source]) => {
      const [tested, all] = [linesOf(tests), linesOf(source)]
      return [name, tested, all, (tested / all).toFixed(2)]
    }),
  )
}

function testsDomain({ imports }: File): boolean {
  const used = imports.map(({ to }) => to).filter((to) => to.startsWith('server/'))
  return used.length > 0 && used.every((to) => pure.test(to))
}

function findings(): string {
  const copies = copiesIn(production)
  const more = copies.reduce((sum, { paths }) => sum + paths.length - 1, 0)
  return [
    table(
      ['rule', 'found'],
      rules.map(({ name, check }) => [name, check(tree).length]),
    ),
    table(
      ['functions and types that stand more than once', 'copies'],
      [
        ['all', more],
        ...copies
          .toSorted((a, b) => b.paths.length - a.paths.length)
          .map(({ name, paths }) => [
            `${name} (${paths.slice(0, 3).join(', ')}${paths.length > 3 ? ' …' : ''})`,
            paths.length,
          ]),
      ],
    ),
    ['files over 300 lines', ...found('no-file-over-300-lines')].join('\n  '),
  ].join('\n\n')
}

function linesOf(files: readonly File[]): number {
  return files.reduce((sum, file) => sum + file.lines, 0)
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const all = [head, ...rows].map((row) => row.map(String))
  const width = (column: number) => Math.max(...all.map((row) => (row[column] ?? '').length))
  const line = (row: readonly string[]) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(width(0)) : cell.padStart(width(column) + 2))).join('')
  return all.map(line).join('\n')
}
