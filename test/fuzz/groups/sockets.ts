import * as v from 'valibot'
import { serverFrame } from '#contract/realtime.ts'
import { openSocket, type Socket } from '#test/support/socket.ts'
import { roles, type Role } from '#test/server/situation.ts'
import { isRefusedFor } from '../access.ts'
import { leaksIn, type Verdict } from '../judge.ts'
import { afterPatience } from '../patience.ts'
import type { Random } from '../random.ts'
import { record, type Planner, type Run, type Step } from '../step.ts'
import { oddNumbers, oddTexts } from '../texts.ts'

type Talk = {
  row: string
  how: string
  role: Role
  /** Null: the hello of a page. */
  first: string | Buffer | null
  frames: (string | Buffer)[]
  isRude: boolean
}

const mostFrames = 30

/** A page's socket that says what no page says, too much of it, or nothing more from one moment to the other. */
export function planSockets(run: Run): Planner {
  return (step) => {
    const talk = plan(run, step.random)
    return () => perform(run, step, talk)
  }
}

function plan(run: Run, random: Random): Talk {
  const role = random.pick(roles)
  const base = { role, first: null, isRude: random.chance(0.3) } as const
  const share = random.below(100)
  if (share < 30)
    return { ...base, row: 'first frames', how: 'a wrong first frame', first: garbage(random), frames: [] }
  if (share < 50) return { ...base, row: 'frames', how: 'a garbage frame', frames: [garbage(random)] }
  if (share < 60) {
    return { ...base, row: 'frames', how: 'a flood', frames: Array.from({ length: 200 }, () => '{"type":"ping"}') }
  }
  const count = random.below(mostFrames) + 1
  return {
    ...base,
    row: 'frames',
    how: 'subscriptions',
    frames: Array.from({ length: count }, () => subscription(run, random)),
  }
}

function subscription({ ground }: Run, random: Random): string {
  const ticketId = random.chance(0.9) ? ground.things.pick('ticketId', random) : random.id()
  const after = random.chance(0.6)
    ? random.below(5)
    : random.pick(oddNumbers.filter(Number.isSafeInteger).filter((number) => number >= 0))
  return JSON.stringify(
    random.pick([
      { type: 'watch', ticketId, after },
      { type: 'watch', ticketId, after },
      { type: 'unwatch', ticketId },
      { type: 'typing', ticketId },
      { type: 'list', wanted: random.chance(0.5) },
    ]),
  )
}

function garbage(random: Random): string | Buffer {
  return random.pick([
    '',
    '{',
    'null',
    '[]',
    '{"type":"hello"}',
    '{"type":"hello","token":null}',
    `{"type":"hello","token":${JSON.stringify(random.pick(oddTexts).slice(0, 3000))}}`,
    '{"type":"watch","ticketId":"__proto__","after":-1}',
    '{"__proto__":{"type":"ping"}}',
    '['.repeat(8000),
    'x'.repeat(20_000),
    Buffer.from([0xff, 0xfe, 0x00]),
    Buffer.from(JSON.stringify({ type: 'typing', ticketId: random.id(), x: 1 })),
  ])
}

async function perform(run: Run, step: Step, talk: Talk): Promise<void> {
  const { row, how, role, first, frames } = talk
  const token = run.ground.sessions.next(role)
  let verdict: Verdict
  try {
    const socket = await openSocket(run.ground.url, first === null ? token : null)
    verdict = await converse(run, socket, talk)
  } catch (error) {
    verdict = {
      ending: 'fault',
      faults: [{ kind: 'no answer', message: error instanceof Error ? error.message.slice(0, 100) : '' }],
    }
  }
  const input = [first ?? 'hello', ...frames].map(String).join(' ')
  record(run, step, { row: `socket: ${row}`, role, how, input, verdict, reply: null })
}

async function converse(run: Run, socket: Socket, { role, first, frames, isRude }: Talk): Promise<Verdict> {
  if (first !== null) socket.sayRaw(first)
  for (const said of frames) socket.sayRaw(said)
  if (isRude && first === null) {
    socket.breakOff()
    await socket.closed
    return { ending: 'refused', faults: [] }
  }
  // Whatever came before is settled once this is answered, or the server has hung up.
  if (first === null) socket.sayRaw('{"type":"ping"}')
  const isAnswered = await withinPatience(run.patienceMs, [
    socket.closed,
    ...(first === null ? [socket.next('pong').catch(() => socket.closed)] : []),
  ])
  const faults = faultsIn(run, socket, role)
  if (!isAnswered) faults.push({ kind: 'no answer', message: 'the socket was neither answered nor closed' })
  await socket.close()
  return { ending: faults.length > 0 ? 'fault' : first === null ? 'reached' : 'refused', faults }
}

async function withinPatience(milliseconds: number, waited: readonly Promise<unknown>[]): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const stopWaiting = afterPatience(milliseconds, () => resolve(false))
  for (const one of waited) void one.then(() => resolve(true))
  return promise.finally(stopWaiting)
}

function faultsIn({ ground }: Run, { frames }: Socket, role: Role): Verdict['faults'] {
  return frames.flatMap((frame): Verdict['faults'] => {
    const leaks = leaksIn({ text: JSON.stringify(frame) }, role)
    if (!v.is(serverFrame, frame))
      return [...leaks, { kind: 'not in the contract', message: JSON.stringify(frame).slice(0, 100) }]
    if ((frame.type === 'end' || frame.type === 'refused') && frame.code === 'internal') {
      return [...leaks, { kind: 'internal', message: `${frame.type} internal` }]
    }
    const isTheirs = frame.type !== 'events' || !isRefusedFor('readEvents', role, frame, ground.ticketKinds)
    return isTheirs ? leaks : [...leaks, { kind: 'not refused', message: 'events of a ticket of others' }]
  })
}
