import type { RefusalCode } from '#contract/refusals.ts'
import { roles, type Role } from '../../situation.ts'

/** How the letters of the table read. `+`: the call reaches its command, whatever that says. */
const letters: Record<string, Outcome> = {
  '+': 'taken',
  A: 'admin_only',
  N: 'not_allowed',
  S: 'not_staff',
  O: 'owner_only',
  L: 'lead_only',
  F: 'not_found',
  I: 'portal_not_installed',
}

export type Outcome = RefusalCode | 'taken'

export function expectedOf(row: string): Map<Role, Outcome> {
  const cells = row.split(/[ |]+/)
  return new Map(roles.map((role, index) => [role, readLetter(cells[index], `${role} in "${row}"`)]))
}

function readLetter(letter: string | undefined, place: string): Outcome {
  const outcome = letters[letter ?? '']
  if (outcome === undefined) throw new Error(`nothing is said of ${place}`)
  return outcome
}

/** What a refusal says about who asks. Any other answer means that the call went through to its command. */
const aboutAccess: readonly string[] = [
  ...Object.values(letters),
  'no_session',
  'session_expired',
  'invalid_input',
  'internal',
]

export function outcomeOf(answer: { ok: true } | { ok: false; code: string }): string {
  return answer.ok || !aboutAccess.includes(answer.code) ? 'taken' : answer.code
}
