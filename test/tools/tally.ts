import { existsSync, readFileSync } from 'node:fs'
import type { Ending, Tally } from './steps.ts'

type Report = { testResults: { status: string; assertionResults: { status: string }[] }[] }

/** A check (format, types …) counts as one. */
export function countChecks({ isClean }: Ending): Tally {
  return isClean ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** Every test counts as one, and so does a file that fails to load, and a run that fails though each of its tests passed. */
export function countTests({ isClean }: Ending, reportPath: string): Tally {
  const { testResults } = readReport(reportPath)
  const statuses = testResults.flatMap(({ assertionResults }) => assertionResults.map(({ status }) => status))
  const passed = statuses.filter((status) => status === 'passed').length
  const failedTests = statuses.filter((status) => status === 'failed').length
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  ).length
  const failed = failedTests + brokenFiles
  return { passed, failed: failed === 0 && (!isClean || passed === 0) ? 1 : failed }
}

function readReport(path: string): Report {
  if (!existsSync(path)) return { testResults: [] }
  const report: Report = JSON.parse(readFileSync(path, 'utf8'))
  return report
}
