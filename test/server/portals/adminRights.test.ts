import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { makeAdminLooks } from '#server/portals/adminLooks.commands.ts'
import { makeBitrix24 } from '#server/portals/bitrix24.adapter.ts'
import { makePortalClients } from '#server/portals/portalClients.commands.ts'
import { makeSecrets } from '#server/platform/secrets.ts'
import { eventually } from '#test/support/eventually.ts'
import { openSocket } from '#test/support/socket.ts'
import { clientId, clientSecret, openPage, startWorld, type World } from '#test/support/world.ts'
import { connect } from '../situation.ts'

const DAY = 86_400_000

let world: World
let owner: string
let first: string
let second: string
beforeAll(async () => {
  world = await startWorld()
  await world.install('standard', 'desk', 'standard')
  owner = await world.install('partner', 'desk')
  first = await world.install('client', 'client')
  await openPage(world.sandbox, 'client', 2)
  second = await world.enter('client', 2)
  await connect(world, first, owner)
}, 60_000)
/** What waits for a portal that is away is tried again. */
const triedAgain = /^Failed task .* with error 'portal_(unreachable|not_installed)'/
afterAll(() => world.stop(triedAgain))
afterEach(() => {
  world.sandbox.inject.clear()
  for (const userId of [1, 2]) world.sandbox.changeUser('client', userId, { isAdmin: true, isActive: true })
})

const memberId = () => world.sandbox.portals.client.memberId
const stateToken = async () => (await world.call('readSupport', {}, first)).stateToken
const lookedAt = (userId: number, at: Date) =>
  world.store.db
    .updateTable('people')
    .set({ seen_at: at })
    .where('member_id', '=', memberId())
    .where('user_id', '=', userId)
    .execute()
/** As a page that is open: its session keeps the token that it was opened with. */
const enterAgain = async () => {
  second = await world.enter('client', 2)
}

describe('P8 whoever acts as an admin is asked of the portal at that act', () => {
  it.each([
    ['returnToStandard', async () => ({ stateToken: await stateToken() })],
    ['activateCode', async () => ({ code: 'AAAA-AAAA-AAAA-AAAA', stateToken: 'x' })],
    ['namePerson', async () => ({ userId: 4, as: 'integrator' })],
    ['removeContact', async () => ({ userId: 4 })],
    ['saveSettings', async () => ({ language: 'ru', notices: { answers: true, connection: true } })],
    ['install', async () => ({ choice: 'client' })],
  ] as const)('%s is refused to a former admin, whose page loses its acts', async (name, input) => {
    await enterAgain()
    world.sandbox.changeUser('client', 2, { isAdmin: false })

    const answer = await world.ask(name, await input(), second)

    expect(answer).toMatchObject({ ok: false, status: 403 })
    expect(await world.call('readMe', {}, second)).toMatchObject({ isPortalAdmin: false, client: null })
    expect(await world.call('readSupport', {}, first)).toMatchObject({ connection: { deskName: 'Интегратор Плюс' } })
  })

  it('and the open page is told to read its rights anew', async () => {
    await enterAgain()
    const socket = await openSocket(world.url, second)
    world.sandbox.changeUser('client', 2, { isAdmin: false })

    await world.ask('returnToStandard', { stateToken: await stateToken() }, second)

    await eventually(() => expect(socket.all('changed').map(({ what }) => what)).toContain('me'))
    await socket.close()
  })

  it('a person who was dismissed is none any more', async () => {
    await enterAgain()
    world.sandbox.changeUser('client', 2, { isActive: false })

    expect(await world.ask('saveSettings', settings, second)).toMatchObject({ status: 403 })
  })

  it('a portal that is silent then refuses, and nothing changes', async () => {
    await enterAgain()
    world.sandbox.inject.failure('client', { times: 1000, status: 500, error: 'INTERNAL_SERVER_ERROR' })

    const answer = await world.ask('returnToStandard', { stateToken: await stateToken() }, second)

    expect(answer).toMatchObject({ status: 502, code: 'portal_unreachable' })
    expect(await world.call('readSupport', {}, first)).toMatchObject({ connection: { deskName: 'Интегратор Плюс' } })
  })

  it('with a token that has ended meanwhile the stored one is renewed, and without one the page opens a new session', async () => {
    await enterAgain()
    world.sandbox.inject.expireTokens('client')
    const renewed = await world.ask('saveSettings', settings, second)
    await world.store.db.deleteFrom('portal_tokens').where('user_id', '=', 2).execute()
    await enterAgain()
    world.sandbox.inject.expireTokens('client')
    const asked = await world.ask('saveSettings', settings, second)
    await openPage(world.sandbox, 'client', 2)

    expect(renewed).toMatchObject({ ok: true })
    expect(asked).toMatchObject({ status: 401, code: 'session_expired' })
  })

  it('control: an admin acts, and an employee costs the portal no question', async () => {
    await enterAgain()
    const employee = await world.enter('client', 4)
    const before = world.sandbox.requests('client', 'profile').length

    expect(await world.ask('saveSettings', settings, second)).toMatchObject({ ok: true })
    expect(world.sandbox.requests('client', 'profile')).toHaveLength(before + 1)
    expect(await world.ask('saveSettings', settings, employee)).toMatchObject({ ok: false })
    expect(world.sandbox.requests('client', 'profile')).toHaveLength(before + 1)
  })
})

const settings = { language: 'ru', notices: { answers: true, connection: true } } as const

describe('P8 people told as admins were looked at not too long ago', () => {
  async function sendCode() {
    const { code, view } = await world.call(
      'issueCode',
      { portal: world.sandbox.portals.client.domain, maxUses: 1, expiresInDays: 30, clientStatus: 1, note: '' },
      owner,
    )
    await world.store.db.updateTable('support_codes').set({ sent_at: null, sent_by: null }).execute()
    const answer = await world.ask('sendCode', { codeId: view.codeId, code }, owner)
    return { codeId: view.codeId, code, answer }
  }
  const told = (codeId: string) =>
    world.sandbox.notifications('client').filter(({ tag }) => tag === `OPORA|CODE|${codeId}`)
  const delivered = (codeId: string) =>
    eventually(async () => {
      const { codes } = await world.call('listCodes', { limit: 100 }, owner)
      expect(codes.find((one) => one.codeId === codeId)?.sent?.people).not.toBeNull()
    })

  it('a code does not reach whoever is no admin any more', async () => {
    world.sandbox.changeUser('client', 2, { isAdmin: false })

    const { codeId } = await sendCode()
    await delivered(codeId)

    expect(told(codeId).map(({ userId }) => userId)).toEqual([1])
    await openPage(world.sandbox, 'client', 2)
  })

  it('where of no admin it is known, the contacts read that one is wanted, without the code, and the desk that nobody got it', async () => {
    await world.call('namePerson', { userId: 4, as: 'contact' }, first)
    const stored = await world.store.db.selectFrom('portal_tokens').selectAll().execute()
    for (const userId of [1, 2]) await lookedAt(userId, new Date(Date.now() - 8 * DAY))
    await world.store.db
      .updateTable('portal_tokens')
      .set({ failed_at: new Date() })
      .where('member_id', '=', memberId())
      .where('user_id', '=', 1)
      .execute()
    world.sandbox.inject.failure('client', {
      method: 'profile',
      times: 1000,
      status: 500,
      error: 'INTERNAL_SERVER_ERROR',
    })

    const { codeId, code } = await sendCode()
    await delivered(codeId)

    expect(told(codeId).map(({ userId }) => userId)).toEqual([4])
    expect(told(codeId)[0]?.message).not.toContain(code)
    const { codes } = await world.call('listCodes', { limit: 100 }, owner)
    expect(codes.find((one) => one.codeId === codeId)?.sent?.people).toBe(0)
    expect(stored).not.toEqual([])
  })

  it('employees are pointed to those alone', async () => {
    const employee = await world.enter('client', 4)
    await openPage(world.sandbox, 'client', 1)
    await lookedAt(2, new Date(Date.now() - 8 * DAY))

    const { helpers } = await world.call('readMe', {}, employee)

    expect(helpers.filter(({ role }) => role === 'admin')).toHaveLength(1)
  })

  it('the daily check looks at those who were not looked at for six days', async () => {
    await openPage(world.sandbox, 'client', 2)
    await openPage(world.sandbox, 'client', 1)
    await lookedAt(2, new Date(Date.now() - 6.5 * DAY))
    world.sandbox.changeUser('client', 2, { isAdmin: false })
    const before = world.sandbox.requests('client', 'profile').length

    const { db } = world.store
    const { transaction } = world
    const secrets = makeSecrets(await world.masterKey())
    const oauthServers = [world.sandbox.oauthOrigin]
    const gateway = makeBitrix24({ applications: [{ clientId, clientSecret }], oauthServers, isSandbox: true })
    const portalClients = makePortalClients({ db, transaction, secrets, gateway })
    await makeAdminLooks({ db, transaction, portalClients }).lookAtAll(memberId(), new Date(Date.now() - 6 * DAY))

    const people = await db.selectFrom('people').selectAll().where('member_id', '=', memberId()).execute()
    expect(people.filter((one) => one.is_admin).map((one) => one.user_id)).toEqual([1])
    expect(world.sandbox.requests('client', 'profile')).toHaveLength(before + 1)
  })
})
