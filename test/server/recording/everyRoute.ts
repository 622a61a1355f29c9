import { routes, type RouteName } from '#contract/routes.ts'
import { accessTable } from '../platform/http/accessTable.ts'
import { goodInputs, routeNames } from '../goodInputs.ts'
import { roles, seats, type Role, type Situation } from '../situation.ts'
import type { Names } from './anonymise.ts'
import { callRecorded, placeOf, situationNames, stepOn, withIdsInOrder } from './calls.ts'
import { asKept, grouped, type Answer, type Recording } from './kept.ts'

const resources = ['partner', 'standard', 'bureau'] as const
type Resource = (typeof resources)[number] | null

/** A path belongs to the first part that begins it; each part is asked in a situation of its own. */
const parts = {
  entering: ['/api/session/', '/api/me', '/api/install', '/api/settings', '/api/people', '/api/notifications'],
  support: ['/api/support', '/api/announcements', '/api/articles', '/api/assistant', '/api/messengers'],
  regulation: ['/api/desk/regulation'],
  staff: ['/api/desk/staff', '/api/desk/duties', '/api/desk/assignment', '/api/queue'],
  desk: ['/api/desk'],
  billing: ['/api/billing', '/api/timer'],
  tickets: ['/api/tickets', '/api/letters', '/api/files'],
} as const
export type Part = keyof typeof parts
export const partNames: readonly Part[] = Object.keys(parts).filter((name): name is Part => name in parts)

function routesOf(part: Part): RouteName[] {
  return routeNames.filter((name) => partOf(name) === part)
}

function partOf(name: RouteName): Part {
  const found = partNames.find((part) => parts[part].some((beginning) => routes[name].path.startsWith(beginning)))
  if (found === undefined) throw new Error(`no part has the path ${routes[name].path}`)
  return found
}

type Place = { name: RouteName; resource: Resource; key: string }

/** Each route of this part; of what happens in a ticket, each of three. */
export function placesOf(part: Part): Place[] {
  return routesOf(part).flatMap((name): Place[] => {
    if (typeof accessTable[name] === 'string') return [{ name, resource: null, key: placeOf(name) }]
    return resources.map((resource) => ({ name, resource, key: `${placeOf(name)} ${resource}` }))
  })
}

/** Everybody asks at each place, in the order of the roles. */
export async function recordPart(part: Part, situation: Situation): Promise<Recording> {
  const recording: Recording = {}
  const names = situationNames(situation)
  for (const place of placesOf(part)) {
    const answers = []
    for (const role of roles) answers.push({ role, answer: await recordOne(situation, names, place, role) })
    recording[place.key] = grouped(answers)
  }
  return asKept(recording)
}

async function recordOne(situation: Situation, names: Names, { name, resource }: Place, role: Role): Promise<Answer> {
  const { world, tickets, tokens } = situation
  const things = resource === null ? situation : { ...situation, tickets: { ...tickets, partner: tickets[resource] } }
  // A session that is closed is a further one.
  const [portal, userId] = seats[role]
  const token = name === 'closeSession' ? await world.enter(portal, userId) : tokens[role]
  await stepOn(world)
  const input = withIdsInOrder(goodInputs[name].input(things), names)
  const { recorded } = await callRecorded(world, names, { name, input, token })
  return recorded
}
