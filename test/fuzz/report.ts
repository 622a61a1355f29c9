import { routeNames } from '#test/server/goodInputs.ts'
import type { Fault } from './faults.ts'
import { knownAs, knownFaults } from './knownFaults.ts'
import type { Report } from './run.ts'
import type { Counts } from './tally.ts'

/** Everything that a run found, for people; the last line says how many groups were without an unknown fault. */
export function linesOf(report: Report): string[] {
  const known = report.faults.filter((fault) => knownAs(fault) !== undefined)
  const unknown = report.faults.filter((fault) => knownAs(fault) === undefined)
  const rows = report.rows.map(([name]) => name)
  const failed = new Set(unknown.map(({ row }) => row))
  const names = new Set([...rows, ...failed])
  const gone = knownFaults.filter((one) => !known.some((fault) => knownAs(fault) === one))
  return [
    ...table('route', report.rows),
    '',
    ...table('what was done', report.kinds),
    '',
    ...section(
      'slowest answers',
      report.slowest.map(({ row, seconds, step }) => `  ${row}: ${seconds.toFixed(1)} s, ${step}`),
    ),
    ...section('faults', unknown.flatMap(linesOfFault)),
    ...section(
      'known faults',
      known.flatMap((fault) => [...linesOfFault(fault), `    ${knownAs(fault)?.why}`]),
    ),
    ...section(
      'known, but not seen this time',
      gone.map(({ row, why }) => `  ${row.source}: ${why}`),
    ),
    ...section(
      'never reached their command',
      neverReached(report).map((name) => `  ${name}`),
    ),
    `seed ${report.seed}: ${report.steps} steps, ${callsIn(report)} calls in ${Math.round(report.seconds)} s`,
    `${names.size - failed.size} passed, ${failed.size} failed`,
  ]
}

function neverReached({ rows }: Report): string[] {
  return rows
    .filter(([name, { reached }]) => reached === 0 && routeNames.some((route) => route === name))
    .map(([name]) => name)
}

function callsIn({ rows }: Report): number {
  return rows.reduce((sum, [, { calls }]) => sum + calls, 0)
}

function linesOfFault({ row, role, kind, message, count, example }: Fault): string[] {
  return [`  ${count} × ${row} (${role}): ${kind}: ${message}`, `    ${example.step}: ${JSON.stringify(example.input)}`]
}

function section(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...lines, '']
}

function table(title: string, rows: [string, Counts][]): string[] {
  const width = Math.max(title.length, ...rows.map(([name]) => name.length)) + 2
  const line = (name: string, ...cells: (string | number)[]) =>
    name.padEnd(width) + cells.map((cell) => String(cell).padStart(9)).join('')
  return [
    line(title, 'calls', 'reached', 'refused', 'faults'),
    ...rows.map(([name, { calls, reached, refused, faults }]) => line(name, calls, reached, refused, faults)),
  ]
}
