import { sql } from 'kysely'
import { request } from 'node:http'
import { once } from 'node:events'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { isRefusalCode } from '#contract/refusals.ts'
import { routes, type RouteName } from '#contract/routes.ts'
import { now } from '#server/platform/clock.ts'
import { openSession } from '#server/platform/http/session.ts'
import { badInputsOf, isTaken, type BadInput } from './badInputs.ts'
import { goodInputs, routeNames } from '../../goodInputs.ts'
import { seats, startSituation, type Role, type Situation } from '../../situation.ts'

let situation: Situation
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date() })
  situation = await startSituation()
}, 120_000)
beforeEach(waitForShare)
afterAll(async () => {
  await situation.world.stop()
  vi.useRealTimers()
})

const atOnce = 8
/** Below what one person may send in a burst. */
const perShare = 100

/** A person may not ask more often than people do; after some seconds of the clock their share is whole again. */
function waitForShare(): void {
  vi.setSystemTime(Date.now() + 5000)
}

describe('every route refuses what its contract does not have, and nothing is half done', () => {
  it.each(routeNames)('%s', async (name) => {
    const bad = badInputsOf(name, goodInputs[name].input(situation))
    const before = await countRows()

    const broken = await send(
      name,
      bad.filter(({ body }) => !isTaken(name, body)),
    )
    const after = await countRows()
    const odd = await send(
      name,
      bad.filter(({ body }) => isTaken(name, body)),
    )

    expect(broken.filter(({ code }) => code !== 'invalid_input')).toEqual([])
    expect(after).toEqual(before)
    expect(odd.filter(({ code }) => code !== 'taken' && !isRefusalCode(code))).toEqual([])
    expect(odd.filter(({ code }) => code === 'internal')).toEqual([])
  })
})

describe('every route refuses what is not JSON, or too much', () => {
  it.each(routeNames)('%s', async (name) => {
    const token = await sit(goodInputs[name].by)
    const { world } = situation
    const codes = []
    for (const body of ['', '{', '{"a":', 'null,', `"${'a'.repeat(200_000)}"`, `"${'a'.repeat(600_000)}"`]) {
      const answer = await world.ask(name, body, token)
      codes.push(answer.ok ? 'taken' : `${answer.status} ${answer.code}`)
    }

    const notJson = '400 invalid_input'
    expect(codes).toEqual([notJson, notJson, notJson, notJson, '413 too_large', '413 too_large'])
  })
})

it('a body without an announced length is measured all the same', async () => {
  const { world } = situation
  const stream = new Blob([`"${'a'.repeat(200_000)}"`]).stream()
  const answer = await fetch(`${world.url}${routes.readMe.path}`, {
    method: 'POST',
    body: stream,
    duplex: 'half',
    headers: { authorization: `Bearer ${situation.tokens.admin}` },
  } as RequestInit)

  expect(answer.status).toBe(413)
})

it('somebody who hangs up in the middle of a sentence is no error of the server', async () => {
  const { world } = situation
  const token = await sit('admin')
  const asked = request(`${world.url}${routes.readMe.path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-length': '100' },
  })
  asked.on('error', () => {})
  asked.write('{"half')
  await once(asked, 'socket')
  await new Promise((resolve) => asked.write(' ', resolve))
  asked.destroy()
  // Whatever the server makes of it is written before it has answered somebody else twice.
  for (let i = 0; i < 2; i++) await world.call('readMe', {}, token)

  expect(world.takeErrors()).toEqual([])
})

it.each(['GET', 'PUT', 'DELETE', 'PATCH'])('%s is no method of the contract', async (method) => {
  const answer = await fetch(`${situation.world.url}${routes.readMe.path}`, { method })

  expect([answer.status, await answer.json()]).toEqual([404, { code: 'method_unknown', details: {} }])
})

describe('the same call sent twice at once is no bug', () => {
  it.each(routeNames)('%s', async (name) => {
    const token = await sit(goodInputs[name].by)
    const input: object = goodInputs[name].input(situation)

    const answers = await Promise.all([1, 2, 3].map(() => situation.world.ask(name, input, token)))

    const codes = answers.map((answer) => (answer.ok ? 'taken' : answer.code))
    expect(codes.filter((code) => code !== 'taken' && !isRefusalCode(code))).toEqual([])
    expect(codes).not.toContain('internal')
  })
})

async function send(name: RouteName, bad: BadInput[]): Promise<{ how: string; code: string }[]> {
  const outcomes: { how: string; code: string }[] = []
  let token = ''
  for (let i = 0; i < bad.length; i += atOnce) {
    if (i % perShare < atOnce) {
      waitForShare()
      token = await sit(goodInputs[name].by)
    }
    const answers = bad.slice(i, i + atOnce).map(async ({ how, body }) => {
      const answer = await situation.world.ask(name, JSON.stringify(body), token)
      return { how, code: answer.ok ? 'taken' : answer.code }
    })
    outcomes.push(...(await Promise.all(answers)))
  }
  return outcomes
}

async function sit(role: Role): Promise<string> {
  const [portal, userId] = seats[role]
  const { world } = situation
  const memberId = world.sandbox.portals[portal]?.memberId ?? ''
  const isPortalAdmin = ['admin', 'owner'].includes(role)
  const owner = { memberId, userId, name: role, photo: null, isPortalAdmin }
  return (await world.transaction((unit) => openSession(unit, owner, 15), now())).token
}

/** How much the database holds; what sessions and jobs do by themselves is not the call's doing. */
async function countRows(): Promise<Record<string, number>> {
  const { rows } = await sql<Record<string, number>>`
    select (select count(*) from journal) as journal, (select count(*) from tickets) as tickets,
           (select count(*) from messages) as messages, (select count(*) from read_marks) as marks,
           (select count(*) from connections) as connections, (select count(*) from support_codes) as codes,
           (select count(*) from activation_attempts) as attempts, (select count(*) from named_people) as named,
           (select count(*) from desk_staff) as staff,
           (select count(*) from orders) as orders, (select count(*) from timers) as timers,
           (select count(*) from client_statuses) as statuses, (select count(*) from adjustments) as adjustments, (select sum(last_number) from desks) as numbers`.execute(
    situation.world.store.db,
  )
  return rows[0] ?? {}
}
