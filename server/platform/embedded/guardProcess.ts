import { type ChildProcess, spawn } from 'node:child_process'
import { Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { explainLog } from './cluster.ts'
import { type GuardAnswer, type GuardOrder, parseAnswer } from './guardMessages.ts'

export type GuardedDatabase = { stop: () => Promise<void>; ended: Promise<void> }

/** Starts the guard, which starts the database (or adopts one without a guard); comes back when the database is ready. */
export async function startGuard(order: GuardOrder): Promise<GuardedDatabase> {
  const guard = spawn(
    process.execPath,
    ['--max-old-space-size=32', fileURLToPath(new URL('guard.ts', import.meta.url))],
    {
      cwd: '/',
      detached: true,
      stdio: ['pipe', 'pipe', 'ignore'],
      env: {},
    },
  )
  const ended = new Promise<void>((resolve) => void guard.once('exit', () => resolve()))
  guard.stdin.on('error', () => {})
  guard.stdin.write(`${JSON.stringify(order)}\n`)
  const answer = await firstAnswer(guard)
  if (answer.kind === 'failed') throw explainLog(answer.log, order.pg, order.logFile)
  // From now on it must not keep a launcher alive that has nothing else to do.
  for (const handle of handlesOf(guard)) handle.unref()
  const stop = async () => {
    for (const handle of handlesOf(guard)) handle.ref()
    guard.stdin.end()
    await ended
  }
  return { stop, ended }
}

async function firstAnswer(guard: ChildProcess): Promise<GuardAnswer> {
  const { promise, resolve } = Promise.withResolvers<GuardAnswer>()
  guard.once('error', (error) => resolve({ kind: 'failed', log: String(error) }))
  guard.once('exit', () => resolve({ kind: 'failed', log: 'its guard process ended' }))
  if (guard.stdout) createInterface({ input: guard.stdout }).once('line', (line) => resolve(parseAnswer(line)))
  return await promise
}

/** A child process is three handles that keep its parent alive: itself and its pipes. */
function handlesOf(guard: ChildProcess): (ChildProcess | Socket)[] {
  return [guard, ...[guard.stdin, guard.stdout].filter((pipe) => pipe instanceof Socket)]
}
