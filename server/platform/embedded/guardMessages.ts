import type { SystemUser } from './databaseUser.ts'

/** What the launcher asks of the guard: one line of JSON on the pipe that shows that the launcher lives. */
export type GuardOrder = {
  postgres: string
  pg: string
  settings: string[]
  user?: SystemUser
  logFile: string
  ownerLock: string
}

export type GuardAnswer = { kind: 'ready' } | { kind: 'stopped' } | { kind: 'failed'; log: string }

// Both ends are the same release of our own code, so the shape needs no check.
export function parseOrder(line: string): GuardOrder {
  const order: GuardOrder = JSON.parse(line)
  return order
}

export function parseAnswer(line: string): GuardAnswer {
  const answer: GuardAnswer = JSON.parse(line)
  return answer
}

export function tell(message: GuardAnswer): void {
  process.stdout.write(`${JSON.stringify(message)}\n`)
}
