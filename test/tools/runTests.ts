/** `npm test`: everything that must be green, in one go; `npm test -- --changed[=REF]`: what a change touches. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compileCache } from '#server/platform/embedded/serverCommand.ts'
import { changedSince, stepsOfChange } from './changedSteps.ts'
import { type Step, runSteps } from './steps.ts'
import { countChecks, countTests } from './tally.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
process.chdir(root)
const reports = mkdtempSync(join(tmpdir(), 'opora-reports-'))
process.on('exit', () => rmSync(reports, { recursive: true, force: true }))

const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync('package.json', 'utf8'))

const since = changedSince(process.argv)

await runSteps(
  since === undefined
    ? [
        [check('types', 600), check('format', 120), check('lint', 400), check('dead', 300)],
        [check('build', 300)],
        [tests('unit', 300)],
        [tests('server', 2400)],
        [tests('app', 600)],
        [tests('e2e', 2400)],
      ]
    : stepsOfChange(since, { check: commandOf, tests: vitest }),
  {
    ...process.env,
    ...compileCache,
    PATH: [join(root, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter),
    ...(process.stdout.isTTY && { FORCE_COLOR: '1' }),
  },
)

function check(name: string, limitSeconds: number): Step {
  return commandOf(name, scripts[name] ?? `echo "package.json has no script ${name}"; false`, limitSeconds)
}

function commandOf(name: string, command: string, limitSeconds = 600): Step {
  return { name, command, limitSeconds, count: countChecks }
}

function tests(project: string, limitSeconds: number): Step {
  return vitest(`${project} tests`, `--project ${project}`, limitSeconds)
}

function vitest(name: string, options: string, limitSeconds = 600): Step {
  const report = join(reports, `${name.replaceAll(' ', '-')}.json`)
  const command = `vitest run ${options} --reporter=default --reporter=json --outputFile.json="${report}"`
  return { name, command, limitSeconds, count: (ending) => countTests(ending, report) }
}
