import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AccessKind } from '#contract/access.ts'
import { routes, type RouteName } from '#contract/routes.ts'
import { allow } from '#server/platform/http/access.ts'
import type { Actor } from '#server/platform/actor.ts'
import { now } from '#server/platform/clock.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { endSession, hashToken, openSession } from '#server/platform/http/session.ts'
import { loadActor } from '#server/desks/actor.queries.ts'
import { eventually } from '#test/support/eventually.ts'
import { expectedOf, outcomeOf } from './accessLetters.ts'
import { awayOfAgent, owedByAdmin, accessTable } from './accessTable.ts'
import { forbiddenTo } from '../../forbidden.ts'
import { goodInputs, routeNames } from '../../goodInputs.ts'
import { roles, seats, secrets, startSituation, type Role, type Situation } from '../../situation.ts'

let situation: Situation
beforeAll(async () => {
  situation = await startSituation()
}, 120_000)
afterAll(() => situation.world.stop())

const resources = ['partner', 'standard', 'bureau'] as const
type Resource = (typeof resources)[number]
type Row = { name: RouteName; resource: Resource | null; row: string }

const rows: Row[] = routeNames.flatMap((name): Row[] => {
  const entry = accessTable[name]
  if (typeof entry === 'string') return [{ name, resource: null, row: entry }]
  return resources.map((resource) => ({ name, resource, row: entry[resource] }))
})

async function ask({ name, resource }: Pick<Row, 'name' | 'resource'>, token: string | null, role?: Role) {
  if (name === 'removeContact' && role !== undefined && ['admin', 'secondAdmin', 'rivalAdmin'].includes(role)) {
    await situation.world.call(
      'namePerson',
      { userId: role === 'rivalAdmin' ? 3 : 7, as: 'contact' },
      situation.tokens[role],
    )
  }
  const things =
    resource === null
      ? situation
      : { ...situation, tickets: { ...situation.tickets, partner: situation.tickets[resource] } }
  const input: object = goodInputs[name].input(things)
  const changed = name === 'removeContact' && role === 'rivalAdmin' ? { userId: 3 } : input
  return situation.world.ask(name, changed, token)
}

/** A session of its own, so that closing it leaves the others open. */
async function sit(role: Role, at = now()): Promise<string> {
  const [portal, userId] = seats[role]
  const memberId = situation.world.sandbox.portals[portal]?.memberId ?? ''
  const owner = { memberId, userId, name: role, photo: null, isPortalAdmin: role === 'admin' }
  return (await situation.world.transaction((unit) => openSession(unit, owner, 15), at)).token
}

describe('E1 E2 every route answers everybody as the table says', () => {
  it.each(rows)('$name $resource', async ({ name, resource, row }) => {
    const outcomes = new Map<Role, string>()
    const leaks: string[] = []
    for (const role of roles) {
      const token = name === 'closeSession' ? await sit(role) : situation.tokens[role]
      const answer = await ask({ name, resource }, token, role)
      outcomes.set(role, outcomeOf(answer))
      const text = JSON.stringify(answer)
      leaks.push(
        ...forbiddenTo(role)
          .filter((secret) => text.includes(secret))
          .map((secret) => `${role}: ${secret}`),
      )
    }

    expect(Object.fromEntries(outcomes)).toEqual(Object.fromEntries(expectedOf(row)))
    expect(leaks).toEqual([])
  })
})

describe('without a session that is good now nothing is answered', () => {
  it.each(routeNames)('%s', async (name) => {
    const past = new Date(now().getTime() - 16 * 60_000)
    const expired = await sit('admin', past)
    const ended = await sit('admin')
    await situation.world.transaction((unit) => endSession(unit, hashToken(ended)))

    const codes = []
    for (const token of [null, 'guessed', expired, ended]) codes.push(outcomeOf(await askUnhurried(name, token)))

    const opens = routes[name].access === 'anyone'
    const refused = ['no_session', 'no_session', 'session_expired', 'session_expired']
    expect(codes).toEqual(opens ? ['taken', 'taken', 'taken', 'taken'] : refused)
  })
})

/** All routes after each other are more wrong tokens than one address may try on a fast machine. */
function askUnhurried(name: RouteName, token: string | null) {
  return eventually(async () => {
    const answer = await ask({ name, resource: null }, token)
    if (!answer.ok && answer.code === 'too_many_requests') throw new Error('asked too fast')
    return answer
  })
}

describe('control: the table would notice', () => {
  it('a route whose access kind is loosened to any session', async () => {
    const actors = await loadActors()
    const unnoticed = rows.filter(({ name, row }) => {
      const isOpen = routes[name].access === 'anyone' || routes[name].access === 'signedIn'
      return !isOpen && !differs('signedIn', row, actors)
    })

    expect(unnoticed).toEqual([])
  })

  it("an owner's route that is opened to leads, an admin's to integrators", async () => {
    const actors = await loadActors()
    const looser: Partial<Record<AccessKind, AccessKind>> = { owner: 'lead', lead: 'staff', clientAdmin: 'client' }
    const unnoticed = rows.filter(({ name, row }) => {
      const kind = looser[routes[name].access]
      return kind !== undefined && !differs(kind, row, actors)
    })

    expect(rows.filter(({ name, row }) => differs(routes[name].access, row, actors))).toEqual([])
    expect(unnoticed).toEqual([])
  })

  it('the words of a ticket in an answer to somebody else', async () => {
    const { world, tokens, tickets } = situation
    const own = await world.call('readEvents', { ticketId: tickets.partner.ticketId }, tokens.owner)

    expect(JSON.stringify(own)).toContain(secrets.partnerNote)
    expect(forbiddenTo('admin')).toContain(secrets.partnerNote)
    expect(forbiddenTo('employee')).toEqual(Object.values(secrets))
  })
})

async function loadActors(): Promise<Map<Role, Actor>> {
  const entries = roles.map(async (role): Promise<[Role, Actor]> => {
    return [role, await loadActor(situation.world.store.db, hashToken(situation.tokens[role]), now(), null)]
  })
  return new Map(await Promise.all(entries))
}

/** Whether this access kind refuses somebody else, or otherwise, than the row says; what rows refuse is not its business. */
function differs(access: AccessKind, row: string, actors: Map<Role, Actor>): boolean {
  return [...expectedOf(row)].some(([role, expected]) => {
    const code = refusalFor(access, actors.get(role) ?? null)
    // Foreign tickets and moves of the other side are refused by the command, once the access is given.
    const isOfCommand =
      expected === 'not_found' ||
      (expected === 'not_allowed' && access === 'participant') ||
      (expected === 'lead_only' && row === awayOfAgent) ||
      (expected === 'admin_only' && row === owedByAdmin)
    return code !== expected && !(isOfCommand && code === 'taken')
  })
}

function refusalFor(access: AccessKind, actor: Actor | null): string {
  if (access === 'anyone') return 'taken'
  if (actor === null) return 'no_session'
  try {
    allow(access, actor)
    return 'taken'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}
