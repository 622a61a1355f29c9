import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** What somebody was answered. */
export type Answer = { status: number; body?: unknown; code?: string; details?: unknown }
/** The same for everybody who was answered it, by their roles. */
export type Group = { to: string } & Answer
/** `POST /api/tickets/read partner` and what each was answered there. */
export type Recording = Record<string, unknown>

const folder = new URL('../../recording/', import.meta.url)
const formatter = fileURLToPath(new URL('../../../node_modules/.bin/oxfmt', import.meta.url))
const style = fileURLToPath(new URL('../../tools/oxfmt.json', import.meta.url))

/** Set to `anew`, the recordings are written instead of compared, and the run is red for that alone. */
export const isMadeAnew = process.env['OPORA_RECORDING'] === 'anew'

export function readKept(name: string): Recording {
  const file = fileOf(name)
  if (!existsSync(file)) throw new Error(`there is no recording ${name}; how to make it is said in compare.ts`)
  const kept: Recording = JSON.parse(readFileSync(file, 'utf8'))
  return kept
}

export function keep(name: string, recording: Recording): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(fileOf(name), JSON.stringify(recording))
  execFileSync(process.execPath, [formatter, '-c', style, fileOf(name)])
}

/** As it comes back from a file: what is undefined is not there. */
export function asKept<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value))
}

/** Answers that are the same stand once, under all the roles that got them, in the order of the roles. */
export function grouped(answers: readonly { role: string; answer: Answer }[]): Group[] {
  const groups = new Map<string, Group>()
  for (const { role, answer } of answers) {
    const same = JSON.stringify(answer)
    const known = groups.get(same)
    groups.set(same, { to: known === undefined ? role : `${known.to} ${role}`, ...answer })
  }
  return [...groups.values()]
}

function fileOf(name: string): string {
  return fileURLToPath(new URL(`${name}.json`, folder))
}
