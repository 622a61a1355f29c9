import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'

/** One thing that `npm test` runs: a command line with a time limit, and how its ending is counted. */
export type Step = {
  name: string
  command: string
  limitSeconds: number
  count: (ending: Ending) => Tally | Promise<Tally>
}

export type Ending = { isClean: boolean; why: string }
/** How many checks a step made, and what failed in words, told once more at the end: the long log is often cut. */
export type Tally = { passed: number; failed: number; failures: string[] }
type Line = Tally & { name: string; seconds: number }

const GRACE_MS = 5000
const running = new Set<ChildProcess>()
const lines: Line[] = []
let isOver = false

/**
 * Runs the steps, those of one row side by side, and always ends with one last line `N passed, N failed`: also after a crash,
 * a signal or a step that hangs. Children write through us, so that nothing of theirs can come after that line.
 */
export async function runSteps(rows: Step[][], env: NodeJS.ProcessEnv = process.env): Promise<never> {
  process.on('exit', () => tellResult())
  process.on('uncaughtException', (error) => abort('runner', String(error.stack ?? error)))
  process.on('unhandledRejection', (reason) => abort('runner', String(reason)))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => abort('runner', `ended by ${signal}`))
  process.stdout.on('error', () => {})
  for (const row of rows) await Promise.all(row.map((step) => runStep(step, row.length > 1, env)))
  return process.exit()
}

async function runStep(step: Step, isBesideOthers: boolean, env: NodeJS.ProcessEnv): Promise<void> {
  const startedAt = performance.now()
  write(`\n── ${step.name}\n`)
  const held: string[] = []
  const ending = await runCommand(step, env, (text) => (isBesideOthers ? held.push(text) : write(text)))
  if (held.length > 0) write(`\n── ${step.name} says\n${held.join('')}`)
  if (!ending.isClean) write(`${step.name}: ${ending.why}\n`)
  const tally = await step.count(ending)
  lines.push({ name: step.name, ...tally, seconds: (performance.now() - startedAt) / 1000 })
}

async function runCommand(step: Step, env: NodeJS.ProcessEnv, onText: (text: string) => void): Promise<Ending> {
  // Its own process group, so that everything it started can be ended with it.
  const child = spawn(step.command, { shell: true, detached: true, stdio: ['ignore', 'pipe', 'pipe'], env })
  running.add(child)
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', onText)
  const exited = endingOf(child)
  const drained = new Promise<void>((resolve) => void child.once('close', () => resolve()))
  const late = new AbortController()
  const ending = await Promise.race([exited, lateAfter(step.limitSeconds, late.signal)])
  late.abort()
  if (child.exitCode === null) signalGroup(child, 'SIGTERM')
  await Promise.race([exited, delay(GRACE_MS, undefined, { ref: false })])
  // The group again: what a step leaves behind must not live on.
  signalGroup(child, 'SIGKILL')
  await Promise.race([drained, delay(GRACE_MS, undefined, { ref: false })])
  running.delete(child)
  return ending
}

function endingOf(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ isClean: false, why: error.message }))
    child.once('exit', (code, signal) => resolve({ isClean: code === 0, why: `ended with ${code ?? signal}` }))
  })
}

async function lateAfter(seconds: number, signal: AbortSignal): Promise<Ending> {
  await delay(seconds * 1000, undefined, { signal }).catch(() => {})
  return { isClean: false, why: `did not end within ${seconds} s` }
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, signal)
  } catch {
    // Nobody is left in the group.
  }
}

function abort(name: string, why: string): void {
  write(`\n${name}: ${why}\n`)
  lines.push({ name, passed: 0, failed: 1, failures: [], seconds: 0 })
  process.exit()
}

function tellResult(): void {
  if (isOver) return
  for (const child of running) signalGroup(child, 'SIGKILL')
  const passed = lines.reduce((sum, line) => sum + line.passed, 0)
  const failed = lines.reduce((sum, line) => sum + line.failed, 0)
  for (const { name, failures } of lines) for (const failure of failures) write(`\nfailed in ${name}: ${failure}\n`)
  write(`\n${table()}\n${passed} passed, ${failed} failed\n`)
  isOver = true
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0
}

function table(): string {
  const width = Math.max(5, ...lines.map(({ name }) => name.length))
  const row = (...cells: string[]) => cells.map((cell, i) => (i === 0 ? cell.padEnd(width) : cell.padStart(8))).join('')
  const body = lines.map((line) => row(line.name, String(line.passed), String(line.failed), line.seconds.toFixed(1)))
  return [row('step', 'passed', 'failed', 'seconds'), ...body, ''].join('\n')
}

function write(text: string): void {
  if (!isOver) process.stdout.write(text)
}
