import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GateIsFull, makeGate } from '#server/platform/http/gate.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { startWorld, type World } from '#test/support/world.ts'

let world: World
let asked = 0
beforeAll(async () => {
  world = await startWorld(cloneDatabase, paceByHand())
  await world.install('client', 'client')
  await world.install('partner', 'desk')
}, 60_000)
afterAll(() => world.stop())

const memberIdOf = (key: string) => world.sandbox.portals[key]?.memberId ?? ''
const guess = () => crypto.randomUUID().replaceAll('-', '')

function count(): void {
  asked = 0
  world.sandbox.inject.twist(({ server }, answer) => {
    if (server === 'oauth') asked += 1
    return answer
  })
}

function knock(door: '/app' | '/install' | '/bitrix24/events', token: string, address: string): Promise<Response> {
  const memberId = memberIdOf('client')
  const fields =
    door === '/bitrix24/events'
      ? {
          event: 'ONAPPUPDATE',
          'auth[access_token]': token,
          'auth[member_id]': memberId,
          'auth[application_token]': guess(),
        }
      : { AUTH_ID: token, member_id: memberId }
  const headers = { 'x-forwarded-for': address }
  return fetch(`${world.url}${door}?DOMAIN=x.example`, { method: 'POST', headers, body: new URLSearchParams(fields) })
}

describe('what costs a question to another server has limits', () => {
  it.each([
    ['/app', '10.1.0.1'],
    ['/install', '10.1.0.2'],
    ['/bitrix24/events', '10.1.0.3'],
  ] as const)('%s: whoever guesses is stopped, and nobody else is', async (door, address) => {
    count()
    const answers = await Promise.all(Array.from({ length: 200 }, () => knock(door, guess(), address)))
    const guessed = asked
    const other = await knock('/app', world.sandbox.issueToken('client', 1).accessToken, '10.9.9.9')

    expect(guessed).toBeLessThanOrEqual(65)
    // The page of a portal that is known is drawn without asking anybody.
    expect(new Set(answers.map(({ status }) => status))).toEqual(
      new Set(door === '/bitrix24/events' ? [403, 429] : [401, 200]),
    )
    expect(other.status).toBe(200)
  })

  it('one token at the same time is asked about once', async () => {
    const { accessToken } = world.sandbox.issueToken('client', 1)
    count()

    const answers = await Promise.all(Array.from({ length: 50 }, () => knock('/app', accessToken, '10.2.0.1')))

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(asked).toBe(1)
  })

  it('hundreds behind one address who open true pages are not stopped', async () => {
    const tokens = Array.from({ length: 150 }, () => world.sandbox.issueToken('partner', 1).accessToken)
    const statuses: number[] = []
    for (const accessToken of tokens) {
      const body = new URLSearchParams({ AUTH_ID: accessToken, member_id: memberIdOf('partner') })
      const headers = { 'x-forwarded-for': '10.3.0.1' }
      const page = await fetch(`${world.url}/app?DOMAIN=x.example`, { method: 'POST', headers, body })
      statuses.push(page.status)
    }

    expect(new Set(statuses)).toEqual(new Set([200]))
  })

  it('a form that claims other scopes again and again has placements looked at a few times', async () => {
    const { accessToken } = world.sandbox.issueToken('client', 4)
    const before = world.sandbox.requests('client', 'scope').length
    for (let i = 0; i < 60; i += 1) {
      const body = new URLSearchParams({
        AUTH_ID: accessToken,
        member_id: memberIdOf('client'),
        APPLICATION_SCOPE: 'crm',
      })
      await fetch(`${world.url}/app?DOMAIN=x.example`, { method: 'POST', body })
    }
    await world.sandbox.settled()
    await world.turn()

    expect(world.sandbox.requests('client', 'scope').length - before).toBeLessThanOrEqual(6)
  })
})

describe('the gate in front of portals', () => {
  const forEver = () => new AbortController().signal

  it('lets so many in of one, and others besides', async () => {
    const gate = makeGate({ most: 3, mostOfOne: 2, mostWaitingOfOne: 1 })
    const inside: string[] = []
    const ends = new Map<string, () => void>()
    const enter = (key: string, name: string) =>
      gate(key, forEver(), () => {
        inside.push(name)
        return new Promise<void>((resolve) => ends.set(name, resolve))
      })
    const runs = [enter('a', 'a1'), enter('a', 'a2'), enter('a', 'a3'), enter('b', 'b1')]
    await Promise.resolve()

    expect(inside).toEqual(['a1', 'a2', 'b1'])
    await expect(enter('a', 'a4')).rejects.toBeInstanceOf(GateIsFull)
    ends.get('a1')?.()
    await runs[0]
    await new Promise(setImmediate)
    expect(inside).toEqual(['a1', 'a2', 'b1', 'a3'])
    for (const end of ends.values()) end()
    await Promise.all(runs)
  })

  it('gives up waiting when patience ends, and its place is not lost', async () => {
    const gate = makeGate({ most: 1, mostOfOne: 1, mostWaitingOfOne: 5 })
    const held = Promise.withResolvers<void>()
    const first = gate('a', forEver(), () => held.promise)
    const patience = new AbortController()
    const waiting = gate('a', patience.signal, () => Promise.resolve())

    patience.abort(new Error('too late'))
    await expect(waiting).rejects.toThrow('too late')
    held.resolve()
    await first

    await expect(gate('a', forEver(), () => Promise.resolve('in'))).resolves.toBe('in')
  })
})
