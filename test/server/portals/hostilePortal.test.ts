import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { firstAdmin, newId, openPage, startWorld, type World } from '#test/support/world.ts'

let world: World
let admin: string
let owner: string
beforeAll(async () => {
  world = await startWorld()
  await world.install('standard', 'desk', 'standard')
  world.sandbox.setScopes('partner', ['placement', 'im', 'imbot', 'user_brief', 'crm'])
  owner = await world.install('partner', 'desk')
  admin = await world.install('client', 'client')
}, 60_000)
const triedAgain = /^Failed task .* with error 'portal_(unreachable|not_installed)'/
afterAll(() => world.stop(triedAgain))
afterEach(async () => {
  world.sandbox.inject.clear()
  for (const portal of ['client', 'partner']) await openPage(world.sandbox, portal, 1)
})

const json = { 'content-type': 'application/json' }
const answered = (result: unknown) => Response.json({ result, time: { operating: 0 } })
/** Every REST answer; the OAuth server says the truth. */
const hostile = (make: () => Response) =>
  world.sandbox.inject.twist(({ server }, answer) => (server === 'rest' ? make() : answer))
/** Of one method alone. */
const hostileAt = (method: string, make: () => Response) =>
  world.sandbox.inject.twist(({ server, name }, answer) => (server === 'rest' && name === method ? make() : answer))

function endless(piece: string, pauseMilliseconds: number): Response {
  const bytes = new TextEncoder().encode(piece)
  let isOver = false
  return new Response(
    new ReadableStream({
      async pull(controller) {
        await delay(pauseMilliseconds)
        if (!isOver) controller.enqueue(bytes)
      },
      cancel() {
        isOver = true
      },
    }),
    { headers: json },
  )
}

const user = (changes: object) => ({ ID: '4', NAME: 'Анна', LAST_NAME: '', PERSONAL_PHOTO: '', ...changes })
const ways: [string, () => Response][] = [
  ['too long', () => new Response(`{"result":"${'x'.repeat(600_000)}"}`, { headers: json })],
  ['without end', () => endless('x'.repeat(65_536), 1)],
  ['too deep', () => new Response(`{"result":${'['.repeat(20_000)}${']'.repeat(20_000)}}`, { headers: json })],
  ['of too many parts', () => new Response(`{"result":[${'[],'.repeat(150_000)}[]]}`, { headers: json })],
  ['compressed', () => new Response('x', { headers: { ...json, 'content-encoding': 'gzip' } })],
  ['no JSON', () => new Response('<html>')],
  ['nothing', () => answered(null)],
  ['a text', () => answered('text')],
  ['a list of lists', () => answered([[]])],
  ['an error without words', () => Response.json({ error: {} }, { status: 400 })],
  ['overloaded', () => Response.json({ error: 'OVERLOAD_LIMIT' }, { status: 503 })],
  ['asked too often', () => Response.json({ error: 'OPERATION_TIME_LIMIT' }, { status: 429 })],
]

describe('a portal that answers what nobody can use is one that does not answer, and soon', () => {
  it.each(ways)('%s', async (_name, make) => {
    hostile(make)
    const startedAt = performance.now()
    const opened = world.sandbox.issueToken('client', 1)
    const outcomes = await Promise.all([
      world.ask(
        'openSession',
        { accessToken: opened.accessToken, memberId: world.sandbox.portals.client.memberId },
        null,
      ),
      world.ask('namePerson', { userId: 4, as: 'contact' }, admin),
      world.ask('setStaff', { userId: 4, role: 'agent' }, owner),
      world.ask('linkCompany', { memberId: world.sandbox.portals.client.memberId, companyId: 1 }, owner),
    ])
    const page = await openPage(world.sandbox, 'client', 2)

    expect(outcomes.map((one) => (one.ok ? 'taken' : one.code)).filter((one) => one === 'internal')).toEqual([])
    expect(outcomes.every(({ ok }) => !ok)).toBe(true)
    expect(page.status).toBeLessThan(500)
    expect(performance.now() - startedAt).toBeLessThan(9500)
  })

  it('a byte every 100 ms is waited for eight seconds, not for ever', async () => {
    hostileAt('user.get', () => endless(' ', 100))
    const startedAt = performance.now()

    expect(await world.ask('searchPeople', { search: '' }, admin)).toMatchObject({ code: 'portal_unreachable' })
    expect(performance.now() - startedAt).toBeLessThan(9500)
  }, 20_000)

  it('one that is asked too often for a moment is asked once more', async () => {
    world.sandbox.inject.queryLimit('client', 1)

    expect(await world.ask('searchPeople', { search: '' }, admin)).toMatchObject({ ok: true })
  })
})

describe('what a portal says is kept as something that can be kept', () => {
  it.each([
    ['a NUL', { NAME: 'Ан\0на' }, 'Ан на'],
    ['half a surrogate pair', { NAME: 'Анна\uD800' }, 'Анна\uFFFD'],
    ['line breaks', { NAME: 'Ан\r\nна\u2028' }, 'Ан на'],
    ['300,000 letters', { NAME: 'я'.repeat(200_000) }, `${'я'.repeat(119)}…`],
    ['no text', { NAME: 7 }, '№ 4'],
    ['an avatar that is none', { PERSONAL_PHOTO: 'javascript:alert(1)' }, 'Анна'],
    ['an avatar without end', { PERSONAL_PHOTO: `https://x.example/${'x'.repeat(100_000)}` }, 'Анна'],
  ])('%s in a name', async (_what, changes, name) => {
    hostileAt('user.get', () => answered([user(changes)]))

    const view = await world.call('namePerson', { userId: 4, as: 'contact' }, admin)

    expect(view.people.map(({ person }) => person)).toEqual([{ userId: 4, name, photo: null }])
    await world.call('removeContact', { userId: 4 }, admin)
  })

  it.each([['NaN'], ['x'], [1e300], [-1], [0], [2 ** 31], [null]])('a person whose id is %s is nobody', async (ID) => {
    hostileAt('user.get', () => answered([user({ ID }), user({ ID: '5' })]))

    const { people } = await world.call('searchPeople', { search: '' }, admin)

    expect(people.map(({ userId }) => userId)).toEqual([5])
    expect(await world.ask('namePerson', { userId: 4, as: 'contact' }, admin)).toMatchObject({ code: 'person_unknown' })
  })

  it('a company title', async () => {
    hostileAt('crm.item.get', () => answered({ item: { id: 1, title: `Ро\0машка${'я'.repeat(100_000)}` } }))
    const token = await world.enter('client', firstAdmin(world.sandbox, 'client'))
    const { code } = await world.call('issueCode', { maxUses: 1, expiresInDays: 1, clientStatus: 1, note: '' }, owner)
    const { stateToken } = await world.call('previewCode', { code }, token)
    await world.call('activateCode', { code, stateToken }, token)
    const memberId = world.sandbox.portals.client.memberId

    const { link } = await world.call('linkCompany', { memberId, companyId: 1 }, owner)

    expect(link?.title).toMatch(/^Ро машкая+…$/)
    expect(link?.title).toHaveLength(255)
  })

  it('the name of whoever opens the app, which stands in every message', async () => {
    hostileAt('profile', () => answered({ ...user({ ID: '1', NAME: `А\0${'я'.repeat(300_000 / 2)}` }), ADMIN: true }))
    const token = await world.enter('client', 1)
    const ids = { ticketId: newId(), messageId: newId() }

    const { name } = (await world.call('readMe', {}, token)).person
    await world.call('openTicket', { ...ids, subject: 'Почта', text: 'Не приходит' }, token)

    expect(name).toMatch(/^А я+…$/)
    expect(name.length).toBeLessThanOrEqual(120)
  })

  it('a tariff, and scopes', async () => {
    hostileAt('app.info', () => answered({ LICENSE: `ru_pro\0${'x'.repeat(10_000)}`, LICENSE_TYPE: 7 }))
    const token = await world.enter('client', 1)

    expect((await world.call('readSupport', {}, token)).licence.length).toBeLessThanOrEqual(100)
  })
})
