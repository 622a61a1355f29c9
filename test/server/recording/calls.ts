import { routes, type RouteName } from '#contract/routes.ts'
import { now } from '#server/platform/clock.ts'
import { newId, type Answer as WorldAnswer, type World } from '#test/support/world.ts'
import type { Situation } from '../situation.ts'
import { anonymise, namesOf, type Names } from './anonymise.ts'
import type { Answer } from './kept.ts'
import { readable } from './readable.ts'
import { comeToRest } from './rest.ts'
import { moveOn } from './standingClock.ts'

/** Between two calls, so that what is done one after the other is also told in this order. */
const betweenCallsMilliseconds = 250

/** By its path, because its name in the code is nobody's matter. */
export function placeOf(name: RouteName): string {
  return `${routes[name].method} ${routes[name].path}`
}

/** Everything that followed is over, then the clock moves, then what has come due meanwhile is over, too. */
export async function stepOn(world: World, milliseconds = betweenCallsMilliseconds): Promise<void> {
  const nextAt = await comeToRest(world)
  moveOn(milliseconds)
  if (nextAt !== null && nextAt <= now()) await comeToRest(world)
}

/** The same over a longer time: at each instant at which something is due by itself, it happens. */
export async function letTimePass(world: World, milliseconds: number): Promise<void> {
  const until = now().getTime() + milliseconds
  for (let nextAt = await comeToRest(world); now().getTime() < until; nextAt = await comeToRest(world)) {
    moveOn(Math.min(until, nextAt?.getTime() ?? until) - now().getTime())
  }
}

type Sent<Name extends RouteName> = { name: Name; input: object; token: string }

/** What the caller got, and the same as it is recorded. */
export async function callRecorded<Name extends RouteName>(
  world: World,
  names: Names,
  { name, input, token }: Sent<Name>,
): Promise<{ got: WorldAnswer<Name>; recorded: Answer }> {
  const at = now().toISOString()
  const got = await world.ask(name, input, token)
  const { ok, ...answer } = got
  const read = { ...answer, ...('body' in answer && { body: await readable(answer.body) }) }
  const recorded = anonymise(read, new Map([...names, ...sentIds(input, names), [at, 'now']]))
  if (!isAnswer(recorded) || ok !== recorded.status < 300) throw new Error('an answer without its status')
  return { got, recorded }
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && 'status' in value && typeof value.status === 'number'
}

let idsSent = 0

/** An id for a new thing, greater than all before: what is sorted by its id in the end is so on every run. */
export function nextId(): string {
  idsSent += 1
  return `${idsSent.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`
}

/** The same input, where every id of nothing known is such a one. */
export function withIdsInOrder(input: object, known: Names): object {
  const isNew = (value: unknown) => isId(value) && !known.has(value)
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, isNew(value) ? nextId() : value]))
}

/** The ids that this call brings along, by the fields that they are sent in. */
function sentIds(input: object, names: Names): Names {
  const ids = Object.entries(input).flatMap(([key, value]): [string, string][] =>
    isId(value) && !names.has(value) ? [[value, `sent ${key}`]] : [],
  )
  return new Map(ids)
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value.length === newId().length
}

export function situationNames({ world, deskIds, tickets, codeId, connectionId }: Situation): Names {
  const known: Record<string, string> = {
    codeId,
    connectionId,
    'our address': world.url.replace('http://', ''),
    'oauth address': world.sandbox.oauthOrigin.replace('http://', ''),
  }
  for (const [desk, deskId] of Object.entries(deskIds)) known[`desk ${desk}`] = deskId
  for (const [which, { ticketId, messageId }] of Object.entries(tickets)) {
    known[`ticket ${which}`] = ticketId
    known[`first message ${which}`] = messageId
  }
  for (const [key, { memberId, origin }] of Object.entries(world.sandbox.portals)) {
    known[`portal ${key}`] = memberId
    known[`address ${key}`] = origin.replace('http://', '')
  }
  return namesOf(known)
}
