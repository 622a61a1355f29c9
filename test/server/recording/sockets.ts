import { setTimeout as delay } from 'node:timers/promises'
import type { ServerFrame } from '#contract/realtime.ts'
import { openSocket, type Socket } from '#test/support/socket.ts'
import { now } from '#server/platform/clock.ts'
import type { Role, Situation } from '../situation.ts'
import { anonymise, type Names } from './anonymise.ts'
import { nextId, situationNames, stepOn } from './calls.ts'
import { asKept, type Recording } from './kept.ts'

/** Longer than the server gathers what it tells: queues for 1,000 ms, lists for 300, people for 200. */
const quietMilliseconds = 1200
const listeners = ['integrator', 'owner', 'rivalAdmin', 'employee'] as const

/** What the pages of both sides, of a foreign client and of a mere employee are told over their sockets, step by step. */
export async function recordSockets(situation: Situation): Promise<Recording> {
  const { world, tokens, tickets } = situation
  const { ticketId } = tickets.partner
  const names = situationNames(situation)
  const known = (word: string) => {
    const id = nextId()
    names.set(id, word)
    return id
  }
  const said = (text: string, kind: 'public' | 'note') => ({
    ticketId,
    messageId: known(`message «${text}»`),
    text,
    kind,
  })
  const sockets = new Map<Role, Socket>()
  for (const role of listeners) sockets.set(role, await openSocket(world.url, tokens[role]))
  // What was done before is told, or nobody would know in which step it comes.
  await delay(quietMilliseconds)
  const recording: Recording = {}
  const step = async (what: string, act: () => unknown) => {
    const before = new Map([...sockets].map(([role, { frames }]) => [role, frames.length]))
    await stepOn(world)
    await act()
    await untilQuiet([...sockets.values()])
    for (const [role, { frames }] of sockets)
      recording[`${what}: ${role}`] = written(frames.slice(before.get(role)), names)
  }

  await step('everybody watches', () => {
    for (const socket of sockets.values()) {
      socket.say({ type: 'watch', ticketId, after: 0 })
      socket.say({ type: 'list', wanted: true })
    }
  })
  await step('somebody types', () => sockets.get('integrator')?.say({ type: 'typing', ticketId }))
  await step('the agent takes it', () => world.call('takeTicket', { ticketId }, tokens.agent))
  await step('the agent answers', () => world.call('sendMessage', said('Смотрим', 'public'), tokens.agent))
  await step('the agent notes', () => world.call('sendMessage', said('Между нами', 'note'), tokens.agent))
  await step('the client has read', () => world.call('markRead', { ticketId, seq: 4 }, tokens.integrator))
  const resolution = { ticketId, messageId: known('resolution'), text: 'Сделано' }
  await step('the agent resolves', () => world.call('resolveTicket', resolution, tokens.agent))
  await step('the client confirms', () => world.call('confirmResolution', { ticketId }, tokens.admin))
  const naming = { userId: 7, as: 'contact' } as const
  await step('a person is named', () => world.call('namePerson', naming, tokens.admin))
  for (const socket of sockets.values()) await socket.close()
  return asKept(recording)
}

async function untilQuiet(sockets: readonly Socket[]): Promise<void> {
  const count = () => sockets.reduce((sum, { frames }) => sum + frames.length, 0)
  for (let before = -1; before !== count();) {
    before = count()
    await delay(quietMilliseconds)
  }
}

/**
 * As a page would have it in the end: events in their order however they were put together, and of what is told anew as a whole
 * (a list's line, who is here) the last.
 */
function written(frames: readonly ServerFrame[], names: Names): unknown {
  const events = frames.flatMap((frame) => (frame.type === 'events' ? frame.events : []))
  const others = new Map(frames.filter(({ type }) => type !== 'events').map((frame) => [keyOf(frame), frame]))
  const told = [...others].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, frame]) => frame)
  const at = now().toISOString()
  return anonymise({ events, others: told }, new Map([...names, [at, 'now']]))
}

function keyOf(frame: ServerFrame): string {
  if (frame.type === 'summary') return `summary ${frame.summary.number}`
  return frame.type === 'presence' ? 'presence' : JSON.stringify(frame)
}
