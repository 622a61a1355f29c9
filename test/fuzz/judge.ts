import * as v from 'valibot'
import { isRefusalCode, refusalStatus } from '#contract/refusals.ts'
import { routes, type RouteName } from '#contract/routes.ts'
import { outcomeOf } from '#test/server/platform/http/accessLetters.ts'
import { forbiddenTo } from '#test/server/forbidden.ts'
import { secrets, type Role } from '#test/server/situation.ts'
import { clientSecret } from '#test/support/world.ts'
import type { FaultKind } from './faults.ts'
import { isRecord } from './records.ts'
import type { Reply } from './send.ts'
import type { Ending } from './tally.ts'

export type Verdict = { ending: Ending; faults: { kind: FaultKind; message: string }[] }

/** Refusals that no command makes. */
const atTheEdge = ['too_many_requests', 'too_large', 'method_unknown']
/** The largest answer of the contract; a whole part of an export is about a megabyte. */
const mostBytes = 4 * 1024 * 1024

/** What is wrong with an answer of the contract; `isRefused`: this person must not get one. */
export function judge(name: RouteName, role: Role | null, reply: Reply, isRefused: boolean): Verdict {
  const broken = brokenReply(reply)
  if (broken !== null) return fault(broken)
  const body = parseJson(reply.text)
  const faults = [...leaksIn(reply, role), ...(reply.text.length > mostBytes ? [tooLarge(reply)] : [])]
  if (reply.status === 200) {
    const parsed = v.safeParse(routes[name].output, body)
    if (!parsed.success)
      faults.push(notInContract(`${v.getDotPath(parsed.issues[0]) ?? ''} ${parsed.issues[0].message}`))
    if (isRefused) faults.push({ kind: 'not refused', message: 'was answered' })
    return { ending: faults.length > 0 ? 'fault' : 'reached', faults }
  }
  const code = isRecord(body) ? String(body['code']) : ''
  const isKnown = isRefusalCode(code) && refusalStatus[code] === reply.status
  if (!isKnown) faults.push(notInContract(`${reply.status} ${code}`))
  if (faults.length > 0 || code === 'internal') return { ending: 'fault', faults }
  const isReached = outcomeOf({ ok: false, code }) === 'taken' && !atTheEdge.includes(code)
  return { ending: isReached ? 'reached' : 'refused', faults }
}

/** No answer at all, or not one that anybody should get. */
export function brokenReply({ how }: Reply): Verdict['faults'][number] | null {
  switch (how) {
    case 'answered':
      return null
    case 'silent':
      return { kind: 'no answer', message: 'nothing came in time' }
    case 'cut':
      return { kind: 'cut off', message: 'the connection ended without an answer' }
    case 'endless':
      return { kind: 'too large', message: 'the answer does not end' }
  }
}

/** Words of others, and what nobody may ever be sent. `role` null: somebody without a session. */
export function leaksIn({ text }: Pick<Reply, 'text'>, role: Role | null): Verdict['faults'] {
  const forbidden = [...(role === null ? Object.values(secrets) : forbiddenTo(role)), clientSecret]
  return forbidden.filter((secret) => text.includes(secret)).map((secret) => ({ kind: 'leak', message: secret }))
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function fault(found: Verdict['faults'][number]): Verdict {
  return { ending: 'fault', faults: [found] }
}

function notInContract(message: string): Verdict['faults'][number] {
  return { kind: 'not in the contract', message }
}

function tooLarge({ text }: Reply): Verdict['faults'][number] {
  return { kind: 'too large', message: `${Math.ceil(text.length / 1024 / 1024)} MB` }
}
