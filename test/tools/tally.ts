import { existsSync, readFileSync } from 'node:fs'
import type { Ending, Tally } from './steps.ts'

type TestResult = { status: string; fullName: string; failureMessages: string[] }
type FileResult = { name: string; status: string; message: string; assertionResults: TestResult[] }
type Report = { testResults: FileResult[] }

const FAILURE_LINES = 12

/** A check (format, types …) counts as one. */
export function countChecks({ isClean }: Ending): Tally {
  return isClean ? { passed: 1, failed: 0, failures: [] } : { passed: 0, failed: 1, failures: [] }
}

/** Every test counts as one, and so does a file that fails to load, and a run that fails though each of its tests passed. */
export function countTests({ isClean }: Ending, reportPath: string): Tally {
  const { testResults } = readReport(reportPath)
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults)
  const passed = tests.filter(({ status }) => status === 'passed').length
  const failedTests = tests.filter(({ status }) => status === 'failed')
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  )
  const failures = [
    ...failedTests.map(({ fullName, failureMessages }) => inBrief(fullName, failureMessages.join('\n'))),
    ...brokenFiles.map(({ name, message }) => inBrief(name, message)),
  ]
  const failed = failures.length
  return { passed, failed: failed === 0 && (!isClean || passed === 0) ? 1 : failed, failures }
}

function inBrief(name: string, message: string): string {
  return [name, ...message.split('\n').slice(0, FAILURE_LINES)].join('\n  ')
}

function readReport(path: string): Report {
  if (!existsSync(path)) return { testResults: [] }
  const report: Report = JSON.parse(readFileSync(path, 'utf8'))
  return report
}
