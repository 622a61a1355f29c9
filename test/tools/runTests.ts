/** `npm test`: everything that must be green, in one go. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Step, runSteps } from './steps.ts'
import { countChecks, countTests } from './tally.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
process.chdir(root)
const reports = mkdtempSync(join(tmpdir(), 'opora-reports-'))
process.on('exit', () => rmSync(reports, { recursive: true, force: true }))

const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync('package.json', 'utf8'))

await runSteps(
  [
    [check('types', 600), check('format', 120), check('lint', 400), check('dead', 300)],
    [check('build', 300)],
    [tests('unit', 300)],
    [tests('server', 1800)],
    [tests('app', 600)],
    [tests('e2e', 1200)],
  ],
  {
    ...process.env,
    PATH: [join(root, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter),
    ...(process.stdout.isTTY && { FORCE_COLOR: '1' }),
  },
)

function check(name: string, limitSeconds: number): Step {
  return {
    name,
    command: scripts[name] ?? `echo "package.json has no script ${name}"; false`,
    limitSeconds,
    count: countChecks,
  }
}

function tests(project: string, limitSeconds: number): Step {
  const report = join(reports, `${project}.json`)
  const command = `vitest run --project ${project} --reporter=default --reporter=json --outputFile.json="${report}"`
  return { name: `${project} tests`, command, limitSeconds, count: (ending) => countTests(ending, report) }
}
