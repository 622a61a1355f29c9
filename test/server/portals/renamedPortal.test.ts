import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadPortal } from '#server/portals/portals.queries.ts'
import { eventually } from '#test/support/eventually.ts'
import { firstAdmin, openPage, startWorld, type World } from '#test/support/world.ts'

let world: World
let owner: string
beforeAll(async () => {
  world = await startWorld()
  await world.install('standard', 'desk', 'standard')
  owner = await world.install('partner', 'desk')
}, 60_000)
/** What waits for a portal that is away is tried again. */
const triedAgain = /^Failed task .* with error 'portal_(unreachable|not_installed)'/
afterAll(() => world.stop(triedAgain))

const users = () => structuredClone(world.sandbox.portals.client.users)
const portalOf = (key: string) => loadPortal(world.store.db, world.sandbox.portals[key]?.memberId ?? '')
const domainOf = (key: string) => world.sandbox.portals[key]?.domain ?? ''
const issueFor = (portal: string) =>
  world.call('issueCode', { portal, maxUses: 1, expiresInDays: 30, clientStatus: 1, note: '' }, owner)
const preview = (code: string, token: string) => world.ask('previewCode', { code }, token)
async function installed(key: string) {
  await world.sandbox.addPortal({ key, title: key, users: users() })
  return world.install(key, 'client')
}
const search = (token: string) => world.ask('searchPeople', { search: '' }, token)

describe('P7 a renamed portal is found again', () => {
  it('by its redirect, once the OAuth server names the new address', async () => {
    const admin = await installed('redirecting')
    const before = domainOf('redirecting')
    await world.sandbox.renamePortal('redirecting')

    const answer = await search(admin)

    expect(answer).toMatchObject({ ok: true })
    expect(await portalOf('redirecting')).toMatchObject({
      domain: domainOf('redirecting'),
      formerAddresses: [{ domain: before }],
    })
    expect(await world.call('readMe', {}, admin)).toMatchObject({ portalName: domainOf('redirecting') })
  })

  it('by the answer to a renewal of its tokens', async () => {
    const admin = await installed('expired')
    await world.sandbox.renamePortal('expired')
    world.sandbox.inject.expireTokens('expired')

    expect(await search(admin)).toMatchObject({ ok: true })
    expect(await portalOf('expired')).toMatchObject({ domain: domainOf('expired') })
  })

  it('by a proven event, which is only a reason to ask', async () => {
    await installed('telling')
    await world.sandbox.renamePortal('telling')

    await world.sandbox.sendEvent('telling', 'ONAPPPAYMENT', {
      auth: { application_token: world.sandbox.portals['telling']?.applicationToken },
    })

    await eventually(async () => expect(await portalOf('telling')).toMatchObject({ domain: domainOf('telling') }))
  })

  it('but not where an event names an address that the OAuth server does not, or is forged', async () => {
    await installed('lying')
    const { applicationToken } = world.sandbox.portals['lying'] ?? {}
    const client_endpoint = 'http://victim.example/rest/'
    await world.sandbox.sendEvent('lying', 'ONAPPPAYMENT', {
      auth: { application_token: applicationToken, client_endpoint },
    })
    await world.sandbox.sendEvent('lying', 'ONAPPPAYMENT', { auth: { application_token: 'forged', client_endpoint } })
    await eventually(async () => {
      const { rows } = await world.store.pool.query(
        `select 1 from graphile_worker.jobs where task_identifier = 'confirmAddress'`,
      )
      expect(rows).toEqual([])
    })

    expect(await portalOf('lying')).toMatchObject({ domain: domainOf('lying'), formerAddresses: [] })
  })

  it('by a notification that waited for it, which arrives at the new address', async () => {
    await installed('notified')
    const { code, view } = await issueFor(domainOf('notified'))
    await world.sandbox.renamePortal('notified')

    expect(await world.ask('sendCode', { codeId: view.codeId, code }, owner)).toMatchObject({ ok: true })

    await eventually(() => expect(world.sandbox.notifications('notified', 1)).not.toEqual([]))
  })
})

describe('P7 C1 a code that names an address', () => {
  it('is of the portal that was there when it was issued, whatever it is called by now', async () => {
    const admin = await installed('moving')
    const stranger = await installed('bystander')
    const { code } = await issueFor(domainOf('moving'))
    await world.sandbox.renamePortal('moving')
    await openPage(world.sandbox, 'moving', firstAdmin(world.sandbox, 'moving'))

    expect(await preview(code, admin)).toMatchObject({ ok: true })
    expect(await preview(code, stranger)).toMatchObject({ code: 'code_wrong' })
  })

  it('is not of another portal that takes the address later', async () => {
    await installed('leaving')
    const taker = await installed('taking')
    const { code } = await issueFor(domainOf('leaving'))
    await world.store.db
      .updateTable('portals')
      .set({ domain: domainOf('leaving') })
      .where('member_id', '=', world.sandbox.portals['taking']?.memberId ?? '')
      .execute()

    expect(await preview(code, taker)).toMatchObject({ code: 'code_wrong' })
  })

  it('before the portal has the app, fits one that had this address after the code was issued, and no one that left it before', async () => {
    await world.sandbox.addPortal({ key: 'late', title: 'late', users: users() })
    const first = domainOf('late')
    const { code } = await issueFor(first)
    const admin = await world.install('late', 'client')
    await world.sandbox.renamePortal('late')
    await openPage(world.sandbox, 'late', 1)
    const { code: ofLeft } = await issueFor(first)

    expect(await preview(code, admin)).toMatchObject({ ok: true })
    expect(await preview(ofLeft, admin)).toMatchObject({ code: 'code_wrong' })
  })
})
