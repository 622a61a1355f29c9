import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { json, listen } from '#test/portal/http.ts'
import { openPage, post, startWorld, type World } from '#test/support/world.ts'

let world: World
let admin: string
beforeAll(async () => {
  world = await startWorld()
  admin = await world.install('client', 'client')
}, 60_000)
afterAll(() => world.stop())
afterEach(() => world.sandbox.inject.clear())

const memberId = () => world.sandbox.portals.client.memberId
const storedTokens = () =>
  world.store.db
    .selectFrom('portal_tokens')
    .select(['user_id', 'refresh_token', 'failed_at'])
    .where('member_id', '=', memberId())
    .orderBy('user_id')
    .execute()
const search = (url: string, token = admin) => post(url, 'searchPeople', { search: '' }, token)

it('P1 an expired access token is renewed and the question asked again', async () => {
  const [before] = await storedTokens()
  world.sandbox.inject.expireTokens('client')

  const answer = await search(world.url)

  expect(answer).toMatchObject({ ok: true })
  const [after] = await storedTokens()
  expect(after?.refresh_token).not.toBe(before?.refresh_token)
})

it('P1 §2 two processes with the same expired token make one renewal: a refresh token works once', async () => {
  const other = await world.startAnother()
  world.sandbox.inject.expireTokens('client')

  const answers = await Promise.all([1, 2, 3].flatMap(() => [search(world.url), search(other.url)]))
  await other.stop()

  expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, true, true, true])
  expect((await storedTokens()).map((row) => row.failed_at)).toEqual([null])
})

it("P1 §2 a refresh token that died is marked, and the next admin's account is asked", async () => {
  await openPage(world.sandbox, 'client', 2)
  world.sandbox.changeUser('client', 1, { isActive: false })
  world.sandbox.inject.expireTokens('client')
  world.sandbox.inject.refreshFailure('client')
  const refused = await search(world.url)
  const failed = await storedTokens()
  world.sandbox.inject.clear()
  world.sandbox.changeUser('client', 1, { isActive: true })
  await openPage(world.sandbox, 'client', 2)

  const asked = await search(world.url)

  expect(refused).toMatchObject({ code: 'portal_not_installed' })
  expect(failed.map((row) => row.failed_at === null)).toEqual([false, false])
  expect(asked).toMatchObject({ ok: true })
  expect((await storedTokens()).map((row) => row.failed_at === null)).toEqual([false, true])
  expect(world.sandbox.requests('client', 'user.get').at(-1)).toMatchObject({ userId: 2, status: 200 })
})

it('P1 an OAuth server that is away for a moment costs nobody their account', async () => {
  await openPage(world.sandbox, 'client', 1)
  world.sandbox.inject.expireTokens('client')
  world.sandbox.inject.oauthDown()
  const refused = await search(world.url)
  world.sandbox.inject.clear()

  const asked = await search(world.url)

  expect(refused).toMatchObject({ code: 'portal_unreachable' })
  expect(asked).toMatchObject({ ok: true })
})

it('P1 an error of the OAuth server that is not about the token costs nobody their account', async () => {
  await openPage(world.sandbox, 'client', 1)
  world.sandbox.inject.expireTokens('client')
  world.sandbox.inject.refreshFailure('client', 'invalid_client')
  const refused = await search(world.url)

  expect(refused).toMatchObject({ code: 'portal_unreachable' })
  expect((await storedTokens()).map((row) => row.failed_at)).toEqual([null, null])
})

it('P1 tokens stand in the database only encrypted', async () => {
  const { accessToken, refreshToken } = world.sandbox.issueToken('client', 1)
  const opening = world.sandbox.openForm('client', 1)
  await fetch(opening.url, { method: 'POST', body: new URLSearchParams(opening.fields) })

  const { rows } = await world.store.pool.query(`select t::text as line from portal_tokens t union all
    select p::text from portals p union all select s::text from sessions s`)
  const written = JSON.stringify(rows)

  const { AUTH_ID = '', REFRESH_ID = '', APPLICATION_TOKEN = '' } = opening.fields
  for (const secret of [accessToken, refreshToken, AUTH_ID, REFRESH_ID, APPLICATION_TOKEN, admin]) {
    expect(written).not.toContain(secret)
  }
})

it('P1 P7 a portal that redirects without having moved leads us nowhere, and costs one renewal', async () => {
  await openPage(world.sandbox, 'client', 1)
  const elsewhere: string[] = []
  const trap = await listen('127.0.0.1', 0, async ({ url }) => {
    elsewhere.push(url)
    return json(200, { result: [], time: {} })
  })
  let renewals = 0
  world.sandbox.inject.twist(({ server }, answer) => {
    if (server === 'oauth') renewals += 1
    return server === 'oauth'
      ? answer
      : new Response(null, { status: 302, headers: { location: `${trap.origin}/rest/` } })
  })

  const refused = [await search(world.url), await search(world.url), await search(world.url)]
  await trap.close()

  expect(refused.map((answer) => !answer.ok && answer.code)).toEqual(Array(3).fill('portal_unreachable'))
  expect(elsewhere).toEqual([])
  expect(renewals).toBeLessThanOrEqual(2)
})
