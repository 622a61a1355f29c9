import { createServer } from 'node:http'
import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { loadPortal } from '#server/portals/portals.queries.ts'
import { openPage, startWorld, type World } from '#test/support/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
  await world.install('client', 'client')
}, 60_000)
afterAll(() => world.stop())
afterEach(() => world.sandbox.inject.clear())

const memberIdOf = (portal: string) => world.sandbox.portals[portal]?.memberId ?? ''
const oauth = () => `${world.sandbox.oauthOrigin}/rest/`
const enter = (accessToken: string, memberId = memberIdOf('client'), serverEndpoint = oauth()) =>
  world.ask('openSession', { accessToken, memberId, serverEndpoint }, null)

describe('P1 §1.5 who asks is what the OAuth server says', () => {
  it('control: a token of our application opens a session', async () => {
    expect(await enter(world.sandbox.issueToken('client', 1).accessToken)).toMatchObject({ ok: true })
  })

  it('a token of another application on the same portal logs nobody in', async () => {
    const { accessToken } = world.sandbox.issueForeignToken('client', 1)

    expect(await enter(accessToken)).toMatchObject({ code: 'foreign_application' })
  })

  it('a token of one portal opens no session of another', async () => {
    const { accessToken } = world.sandbox.issueToken('client', 1)

    expect(await enter(accessToken, memberIdOf('partner'))).toMatchObject({ code: 'portal_mismatch' })
    await enter(accessToken)
    expect(await enter(accessToken, memberIdOf('partner'))).toMatchObject({ code: 'portal_mismatch' })
  })

  it('an unknown and an expired token are nobody', async () => {
    const { accessToken } = world.sandbox.issueToken('client', 2)
    world.sandbox.inject.expireTokens('client')

    expect(await enter('0'.repeat(64))).toMatchObject({ code: 'identity_not_confirmed' })
    expect(await enter(accessToken)).toMatchObject({ code: 'identity_not_confirmed' })
  })

  it('a dismissed user with a token that still lives is nobody', async () => {
    const { accessToken } = world.sandbox.issueToken('client', 5)
    world.sandbox.changeUser('client', 5, { isActive: false })

    expect(await enter(accessToken)).toMatchObject({ ok: false })
  })

  it('without the OAuth server nobody gets in, and the page says why', async () => {
    const { accessToken } = world.sandbox.issueToken('client', 1)
    world.sandbox.inject.oauthDown()

    expect(await enter(accessToken)).toMatchObject({ status: 502, code: 'portal_unreachable' })
  })

  it('being an admin is what the portal says, at every opening anew', async () => {
    const first = await world.enter('client', 2)
    world.sandbox.changeUser('client', 2, { isAdmin: false })
    const second = await world.enter('client', 2)

    expect(await world.ask('readSettings', {}, second)).toMatchObject({ code: 'not_allowed' })
    expect(await world.ask('readSettings', {}, first)).toMatchObject({ code: 'not_allowed' })
    world.sandbox.changeUser('client', 2, { isAdmin: true })
  })

  it('somebody who is no admin does not make a portal known', async () => {
    const { accessToken } = world.sandbox.issueToken('partner', 5)

    expect(await enter(accessToken, memberIdOf('partner'))).toMatchObject({ code: 'portal_not_installed' })
    expect(await loadPortal(world.store.db, memberIdOf('partner'))).toBeNull()
  })
})

describe('P1 §1.5 a foreign server is never called', () => {
  it.each(['session', 'page', 'event'])('%s', async (door) => {
    const calls: string[] = []
    const foreign = createServer((asked, answer) => {
      calls.push(asked.url ?? '')
      answer.end('{}')
    }).listen(0, '127.0.0.1')
    await once(foreign, 'listening')
    const address = foreign.address()
    const endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/rest/`
    const { accessToken } = world.sandbox.issueToken('client', 1)

    const refused = await knock(door, accessToken, endpoint)
    foreign.closeAllConnections()
    foreign.close()

    expect(refused).toBe('foreign_server')
    expect(calls).toEqual([])
  })

  it('also where its name only looks like ours', async () => {
    const { accessToken } = world.sandbox.issueToken('client', 1)
    const names = [
      `${world.sandbox.oauthOrigin}.evil.example/rest/`,
      'https://oauth.bitrix.info@evil.example/rest/',
      'x',
    ]

    for (const name of names)
      expect(await enter(accessToken, undefined, name)).toMatchObject({ code: 'foreign_server' })
  })
})

async function knock(door: string, accessToken: string, endpoint: string): Promise<string> {
  if (door === 'session') {
    const answer = await enter(accessToken, memberIdOf('client'), endpoint)
    return answer.ok ? 'taken' : answer.code
  }
  const fields =
    door === 'page'
      ? { AUTH_ID: accessToken, member_id: memberIdOf('client'), SERVER_ENDPOINT: endpoint }
      : {
          event: 'ONAPPUPDATE',
          'auth[access_token]': accessToken,
          'auth[member_id]': memberIdOf('client'),
          'auth[application_token]': 'another',
          'auth[server_endpoint]': endpoint,
        }
  const path = door === 'page' ? '/app?DOMAIN=x.example' : '/bitrix24/events'
  const answer = await fetch(`${world.url}${path}`, { method: 'POST', body: new URLSearchParams(fields) })
  return /foreign_server/.exec(await answer.text())?.[0] ?? `status ${answer.status}`
}

describe('P1 §1.5 events are believed by their application token', () => {
  const stored = async () => (await loadPortal(world.store.db, memberIdOf('client')))?.applicationToken

  it.each([
    ['a wrong application token', { application_token: 'f'.repeat(32) }],
    ['no application token', { application_token: undefined }],
    ['an empty application token', { application_token: '' }],
    ['a token of the same length', { application_token: '0'.repeat(32) }],
  ])('ONAPPUNINSTALL with %s ends nothing', async (_how, auth) => {
    const [sent] = await world.sandbox.sendEvent('client', 'ONAPPUNINSTALL', { auth, data: { CLEAN: 1 } })

    expect(sent?.status).toBe(403)
    expect(await loadPortal(world.store.db, memberIdOf('client'))).toMatchObject({ isInstalled: true })
  })

  it("ONAPPUNINSTALL with another portal's token ends nothing", async () => {
    await world.install('partner', 'desk')
    const theirs = world.sandbox.portals['partner']?.applicationToken ?? ''
    const [sent] = await world.sandbox.sendEvent('client', 'ONAPPUNINSTALL', { auth: { application_token: theirs } })

    expect(sent?.status).toBe(403)
  })

  it.each(['ONAPPINSTALL', 'ONAPPUPDATE'])('%s cannot replace the stored token unless it is proven', async (event) => {
    const before = await stored()
    const { accessToken: ofAnother } = world.sandbox.issueForeignToken('client', 1)
    const { accessToken: ofEmployee } = world.sandbox.issueToken('client', 4)
    const { accessToken: ofPartner } = world.sandbox.issueToken('partner', 1)
    const forged = [undefined, 'guessed', ofAnother, ofEmployee, ofPartner]

    const statuses = []
    for (const access_token of forged) {
      const auth = { application_token: 'c'.repeat(32), access_token }
      statuses.push(...(await world.sandbox.sendEvent('client', event, { auth })).map(({ status }) => status))
    }

    expect(statuses).toEqual([403, 403, 403, 403, 403])
    expect(await stored()).toBe(before)
  })

  it('a page opening brings the application token only while none is known', async () => {
    const before = await stored()
    const opening = world.sandbox.openForm('client', 1)
    const body = new URLSearchParams({ ...opening.fields, APPLICATION_TOKEN: 'e'.repeat(32) })
    const page = await fetch(opening.url, { method: 'POST', body })

    expect(page.status).toBe(200)
    expect(await stored()).toBe(before)
  })

  it('what cannot be a member_id is nobody', async () => {
    for (const id of ['a\0b', "' or 1=1", 'x'.repeat(500), '']) {
      const body = new URLSearchParams({
        event: 'ONAPPUNINSTALL',
        'auth[member_id]': id,
        'auth[application_token]': 'x',
      })
      const event = await fetch(`${world.url}/bitrix24/events`, { method: 'POST', body })
      const page = await fetch(`${world.url}/client?member_id=${encodeURIComponent(id)}`)
      const form = new URLSearchParams({ AUTH_ID: 'guessed', member_id: id })
      const opened = await fetch(`${world.url}/app?DOMAIN=x.example`, { method: 'POST', body: form })

      expect([event.status, page.status, opened.status]).toEqual([403, 200, 401])
    }
  })

  it('control: the true token is believed', async () => {
    const deliveries = await world.sandbox.uninstall('client', { clean: false })

    expect(deliveries.map(({ status }) => status)).toEqual([200])
    expect(await loadPortal(world.store.db, memberIdOf('client'))).toMatchObject({ isInstalled: false })
    await openPage(world.sandbox, 'client', 1)
  })
})
