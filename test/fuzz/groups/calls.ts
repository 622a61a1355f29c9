import { routes, type RouteName } from '#contract/routes.ts'
import { goodInputs } from '#test/server/goodInputs.ts'
import { roles, type Role } from '#test/server/situation.ts'
import { isRefusedAlways, isRefusedFor } from '../access.ts'
import { damage, writeBody } from '../damage.ts'
import { endangers } from '../endangers.ts'
import { freshParts } from '../freshParts.ts'
import { goodInput } from '../goodInput.ts'
import { brokenReply, judge, parseJson, type Verdict } from '../judge.ts'
import { randomOf, type Random } from '../random.ts'
import { rawBody } from '../rawBodies.ts'
import { record, type Planner, type Run, type Step } from '../step.ts'
import type { Outgoing } from '../send.ts'

const sessionless = ['none', 'guessed', 'expired', 'ended'] as const
type Call = {
  name: RouteName
  role: Role
  how: string
  sent: Pick<Outgoing, 'body' | 'headers'>
  /** Where the input is good: what a page would have read a moment before is put into it. */
  good: Record<string, unknown> | null
  session: 'good' | (typeof sessionless)[number]
  copies: number
}

const json = { 'content-type': 'application/json' }
/** Files that are made in a process of their own, for a second or so each. */
const costly: readonly RouteName[] = ['exportLedgerSheet', 'exportLedgerAct', 'exportEvidencePdf']
/** Where the connection may end before everything was sent, because the answer was clear. */
const cutIsAllowed = 'too large'

/** One call, or the same one several times at once. What it will be is settled before anything is awaited. */
export function planCalls(run: Run, names: readonly RouteName[]): Planner {
  const inTurn = takeTurns(
    run.seed,
    names.flatMap((name) => roles.map((role) => ({ name, role }))),
  )
  const nextName = takeTurns(run.seed, names)
  return (step) => {
    const { random } = step
    // Every route × role has its turn before any has a second one; in between come those who may.
    const isForAll = random.chance(0.65)
    const { name, role } = isForAll ? inTurn() : whoMay(nextName, random)
    const good = goodInput(name, run.ground, random)
    const valid: Call = { name, role, how: 'valid', good, session: 'good', copies: 1, sent: asJson(good) }
    const call = isForAll ? anyhow(valid, run, random) : wellMeant(valid, random)
    return () => perform(run, step, call)
  }
}

/** Each once, in an order that the seed draws; then all of them again. */
function takeTurns<Item>(seed: number, all: readonly Item[]): () => Item {
  let turn = 0
  let left: Item[] = []
  return () => {
    if (left.length === 0) left = randomOf(seed, 'turn', (turn += 1)).shuffled(all)
    return left.pop() ?? randomOf(seed).pick(all)
  }
}

/** Mostly the one for whom the good input is made. */
function whoMay(nextName: () => RouteName, random: Random) {
  const drawn = nextName()
  const name = costly.includes(drawn) && random.chance(0.6) ? nextName() : drawn
  const others = roles.filter((role) => !isRefusedAlways(name, role))
  return { name, role: random.chance(0.75) ? goodInputs[name].by : random.pick(others) }
}

function wellMeant(valid: Call, random: Random): Call {
  return random.chance(0.1) ? { ...valid, how: 'several at once', copies: 2 + random.below(2) } : valid
}

function anyhow(valid: Call, { ground }: Run, random: Random): Call {
  const share = random.below(100)
  if (share < 8) return { ...valid, how: 'no session', session: random.pick(sessionless) }
  if (share < 16) {
    const { how, body, headers } = rawBody(writeBody(valid.good), random)
    return { ...valid, how, good: null, sent: { body, headers } }
  }
  if (share < 30 || valid.good === null) return valid
  const { how, body } = damage(valid.name, valid.good, random, ground.things)
  return { ...valid, how, good: null, sent: asJson(body) }
}

function asJson(body: unknown): Call['sent'] {
  return { body: writeBody(body), headers: json }
}

async function perform(run: Run, step: Step, call: Call): Promise<void> {
  const { ground, sender } = run
  const { name, role, good } = call
  const token = await tokenOf(run, call, step.random)
  const isRead = good !== null && call.session === 'good' && token !== null && !isRefusedAlways(name, role)
  const body = isRead ? writeBody({ ...good, ...(await freshParts(ground, name, good, token)) }) : call.sent.body
  const input = parseJson(String(body))
  if (endangers(name, role, input)) return
  const headers = {
    ...call.sent.headers,
    // Without a session people are told apart by their addresses, of which each may only ask so often.
    'x-forwarded-for': `10.${step.number % 250}.${(step.number >> 8) % 250}.${step.random.below(250)}`,
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  }
  const outgoing = { method: 'POST', path: routes[name].path, headers, body }
  const replies = await Promise.all(
    Array.from({ length: call.copies }, () => run.pace.timed(name, step.label, sender.send(outgoing))),
  )
  for (const reply of replies) {
    const isRefused = isShut(call) || isRefusedFor(name, role, input, ground.ticketKinds)
    const verdict = judge(name, call.session === 'good' ? role : null, reply, isRefused)
    const isCut = call.how === cutIsAllowed && brokenReply(reply)?.kind === 'cut off'
    const settled: Verdict = isCut ? { ending: 'refused', faults: [] } : verdict
    record(run, step, { row: name, role, how: call.how, input: String(body), verdict: settled, reply })
  }
}

/** A session that is not good now opens nothing but what needs none. */
function isShut({ name, session }: Call): boolean {
  return session !== 'good' && routes[name].access !== 'anyone'
}

async function tokenOf({ ground }: Run, { name, role, session }: Call, random: Random): Promise<string | null> {
  const { sessions } = ground
  switch (session) {
    case 'none':
      return null
    case 'guessed':
      return random.id()
    case 'expired':
      return sessions.expired
    case 'ended':
      return sessions.ended
    case 'good':
      return name === 'closeSession' ? sessions.fresh(role) : sessions.next(role)
  }
}
