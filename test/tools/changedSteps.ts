import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readTree } from './architecture/readTree.ts'
import { arrowsOf } from './architecture/tree.ts'
import type { Step } from './steps.ts'
import { touchedTests } from './touchedTests.ts'

/** How the run makes its steps: a command that counts as one check, and a run of vitest with the rest of its command line. */
export interface Makers {
  check: (name: string, command: string) => Step
  tests: (name: string, options: string) => Step
}

const configs = { format: 'test/tools/oxfmt.json', lint: 'test/tools/oxlint.json', vue: 'test/tools/eslint.vue.mjs' }

/** Read the source instead of importing it, so every change of it touches them. */
const rules = ['test/architecture.test.ts']

/** `--changed` is against the last commit, `--changed=REF` against another one; undefined where everything is to run. */
export function changedSince(args: readonly string[]): string | undefined {
  const found = args.find((one) => /^--changed(=|$)/.test(one))
  return found === undefined ? undefined : found.split('=')[1] || 'HEAD'
}

/** What a change touches, and in words what was left out. */
export function stepsOfChange(since: string, { check, tests }: Makers): Step[][] {
  const changed = changedFiles(since)
  const present = changed.filter((path) => existsSync(path))
  const tree = readTree()
  const imports = arrowsOf(tree).map(({ from, to }) => ({ from: from.path, to }))
  const choice = touchedTests(changed, imports, tree.paths)
  tell(changed, choice)
  const code = present.filter((path) => /\.(ts|mjs|vue)$/.test(path))
  const pages = present.filter((path) => /^app\/.+\.vue$/.test(path))
  const run = (name: string, chosen: readonly string[], project: string): Step[] =>
    chosen.length === 0 ? [] : [tests(name, `--project "${project}" ${quoted(chosen)}`)]
  const found = (name: string, chosen: readonly string[], command: string): Step[] =>
    chosen.length === 0 ? [] : [check(name, `${command} ${quoted(chosen)}`)]
  return [
    [
      ...found('format', present, `oxfmt -c ${configs.format} --check --no-error-on-unmatched-pattern`),
      ...found('lint', code, `oxlint --type-aware --deny-warnings -c ${configs.lint}`),
      ...found('lint of pages', pages, `eslint -c ${configs.vue}`),
    ],
    [
      ...(code.length === 0 ? [] : [check('types', 'vue-tsc -b')]),
      ...run('touched tests', [...new Set([...choice.tests, ...(code.length === 0 ? [] : rules)])], '!e2e'),
    ],
    ...(choice.specs.length === 0 ? [] : [[check('build', 'vite build')], run('changed stories', choice.specs, 'e2e')]),
  ].filter((row) => row.length > 0)
}

/** Also what git does not know yet; what is gone touches those who import it. */
function changedFiles(since: string): string[] {
  const tracked = git('diff', '--name-only', '--no-renames', since, '--')
  return [...new Set([...tracked, ...git('ls-files', '--others', '--exclude-standard')])].toSorted()
}

function git(...args: string[]): string[] {
  return execFileSync('git', args, { encoding: 'utf8' }).split('\n').filter(Boolean)
}

function tell(changed: readonly string[], { tests, specs, passedBy }: ReturnType<typeof touchedTests>): void {
  const lines = [
    `changed:${list(changed)}`,
    `chosen tests: ${tests.length + specs.length}${list([...tests, ...specs])}`,
    ...(passedBy.length === 0 ? [] : [`not followed, because they join everything:${list(passedBy)}`]),
    'The whole run is npm test.',
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

const list = (paths: readonly string[]): string => paths.map((path) => `\n  ${path}`).join('')

function quoted(paths: readonly string[]): string {
  return paths.map((path) => `'${path.replaceAll("'", String.raw`'\''`)}'`).join(' ')
}
