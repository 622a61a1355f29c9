import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { countTests } from './tools/tally.ts'

describe('the test run ends with exactly one count', () => {
  it('when every step is green', async () => {
    const { lines, code } = await runSteps(`[[step('true'), step('true')], [step('echo hello')]]`)

    expect(lines.at(-1)).toBe('3 passed, 0 failed')
    expect(lines).toContain('hello')
    expect(code).toBe(0)
  })

  it('when a step fails, and the next ones still run', async () => {
    const { lines, code } = await runSteps(`[[step('exit 3')], [step('true')]]`)

    expect(lines.at(-1)).toBe('1 passed, 1 failed')
    expect(code).toBe(1)
  })

  it('when a step hangs: it is ended with all that it started', async () => {
    const { lines, code } = await runSteps(`[[step('sleep 600 & echo pid $!; wait', 1)], [step('true')]]`)

    expect(lines.at(-1)).toBe('1 passed, 1 failed')
    expect(code).toBe(1)
    const pid = Number(lines.find((line) => line.startsWith('pid '))?.slice(4))
    expect(isRunning(pid)).toBe(false)
  })

  it('when the runner itself crashes', async () => {
    const { lines, code } = await runSteps(
      `[[{ ...step('true'), count: () => { setTimeout(() => { throw new Error('boom') }) ; return new Promise(() => {}) } }]]`,
    )

    expect(lines.at(-1)).toBe('0 passed, 1 failed')
    expect(lines.join('\n')).toContain('boom')
    expect(code).toBe(1)
  })

  it('when it is interrupted, and nothing comes after it', async () => {
    const { lines, code } = await runSteps(`[[step('true')], [step('echo up; sleep 600')]]`, (line, kill) => {
      if (line === 'up') kill('SIGTERM')
    })

    expect(lines.at(-1)).toBe('1 passed, 1 failed')
    expect(lines.filter((line) => /^\d+ passed, \d+ failed$/.test(line))).toHaveLength(1)
    expect(code).toBe(1)
  })

  it('when nothing ran, which is no success', async () => {
    const { lines, code } = await runSteps('[]')

    expect(lines.at(-1)).toBe('0 passed, 0 failed')
    expect(code).toBe(1)
  })
})

describe('what a test report counts', () => {
  const passed = { status: 'passed', fullName: 'C1 it works', failureMessages: [] }
  const failed = { status: 'failed', fullName: 'C2 it breaks', failureMessages: ['expected 1\n  at line 3'] }

  it.each([
    ['tests', [{ status: 'failed', assertionResults: [passed, failed, passed] }], false, { passed: 2, failed: 1 }],
    [
      'a file that does not load',
      [{ status: 'failed', name: 'a.test.ts', message: '', assertionResults: [] }],
      false,
      { passed: 0, failed: 1 },
    ],
    [
      'a failure outside of every test',
      [{ status: 'passed', assertionResults: [passed] }],
      false,
      { passed: 1, failed: 1 },
    ],
    ['a project without a test', [], true, { passed: 0, failed: 1 }],
    ['all green', [{ status: 'passed', assertionResults: [passed, passed] }], true, { passed: 2, failed: 0 }],
  ])('%s', (_, testResults, isClean, tally) => {
    const folder = freshFolder()
    writeFileSync(join(folder, 'report.json'), JSON.stringify({ testResults }))

    expect(countTests({ isClean, why: '' }, join(folder, 'report.json'))).toMatchObject(tally)
  })

  it('what failed is told once more at the end, with the file where a whole one is broken', () => {
    const testResults = [
      { status: 'failed', name: 'a.test.ts', message: '', assertionResults: [passed, failed] },
      { status: 'failed', name: 'b.test.ts', message: 'does not load', assertionResults: [] },
    ]
    const folder = freshFolder()
    writeFileSync(join(folder, 'report.json'), JSON.stringify({ testResults }))

    expect(countTests({ isClean: false, why: '' }, join(folder, 'report.json')).failures).toEqual([
      'C2 it breaks\n  expected 1\n    at line 3',
      'b.test.ts\n  does not load',
    ])
  })

  it('a run that died before its report is one failure', () => {
    expect(countTests({ isClean: false, why: '' }, join(freshFolder(), 'none.json'))).toMatchObject({
      passed: 0,
      failed: 1,
    })
  })
})

async function runSteps(
  rows: string,
  onLine: (line: string, kill: (signal: NodeJS.Signals) => void) => void = () => {},
) {
  const source = `
    import { runSteps } from ${JSON.stringify(new URL('tools/steps.ts', import.meta.url).href)}
    import { countChecks } from ${JSON.stringify(new URL('tools/tally.ts', import.meta.url).href)}
    const step = (command, limitSeconds = 30) => ({ name: command.slice(0, 12), command, limitSeconds, count: countChecks })
    await runSteps(${rows})`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  let seen = 0
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    text += chunk
    const complete = text.split('\n').slice(0, -1)
    for (const line of complete.slice(seen)) onLine(line, (signal) => child.kill(signal))
    seen = complete.length
  })
  await once(child, 'close')
  return { lines: text.trimEnd().split('\n'), code: child.exitCode }
}

/** A process that nobody has waited for yet is over, too. */
function isRunning(pid: number): boolean {
  if (process.platform === 'linux') {
    return existsSync(`/proc/${pid}/cmdline`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== ''
  }
  return spawnSync('ps', ['-o', 'pid=', '-p', String(pid)]).status === 0
}

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'opora-folder-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
