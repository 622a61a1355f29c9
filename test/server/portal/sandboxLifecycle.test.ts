import { beforeEach, describe, expect, it } from 'vitest'
import { callRest, useSandbox } from './portalCalls.ts'

const rig = useSandbox()

/** The events that reached the application, oldest first. */
function arrived() {
  return rig.application.arrivals.filter(({ path }) => path === '/bitrix24/events').map(({ fields }) => fields)
}

async function bind(event: string) {
  const { origin } = rig.sandbox.portals.client
  const auth = rig.sandbox.issueToken('client', 1).accessToken
  const handler = `${rig.application.origin}/bitrix24/events`
  return callRest(origin, 'event.bind', { auth, event, handler })
}

beforeEach(async () => {
  await rig.sandbox.uninstall('client', { clean: true })
  rig.application.arrivals.length = 0
})

describe('opening', () => {
  it('P1 the form carries what the platform posts', () => {
    const { client } = rig.sandbox.portals
    const opening = rig.sandbox.openForm('client', client.users.admin.id)
    const url = new URL(opening.url)

    expect(url.pathname).toBe('/install')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      DOMAIN: client.domain,
      PROTOCOL: '0',
      LANG: 'ru',
      APP_SID: opening.sid,
    })
    expect(opening.frameName).toBe(`${client.domain}|0|${opening.sid}`)
    expect(Object.keys(opening.fields)).toEqual([
      'AUTH_ID',
      'AUTH_EXPIRES',
      'REFRESH_ID',
      'SERVER_ENDPOINT',
      'APPLICATION_TOKEN',
      'APPLICATION_SCOPE',
      'member_id',
      'status',
      'PLACEMENT',
      'PLACEMENT_OPTIONS',
    ])
    expect(new URLSearchParams(opening.body).get('member_id')).toBe(client.memberId)
  })

  it('P1 opens the installer before installFinish and the application after it', async () => {
    const before = rig.sandbox.openForm('client', 1)
    await rig.sandbox.markInstalled('client')
    const after = rig.sandbox.openForm('client', 1, { options: { ticket: '15' } })

    expect(new URL(before.url).pathname).toBe('/install')
    expect(before.initData['INSTALL']).toBe(true)
    expect(new URL(after.url).pathname).toBe('/app')
    expect(after.fields['PLACEMENT_OPTIONS']).toBe('{"ticket":"15"}')
    expect(after.sid).not.toBe(before.sid)
  })
})

describe('lifecycle events', () => {
  it('P1 installFinish sends ONAPPINSTALL with tokens, without expires and user_id', async () => {
    const [delivery] = await rig.sandbox.markInstalled('client')

    const [event] = arrived()
    expect(delivery?.status).toBe(200)
    expect(event).toMatchObject({
      event: 'ONAPPINSTALL',
      'data[INSTALLED]': 'Y',
      'auth[member_id]': rig.sandbox.portals.client.memberId,
      'auth[application_token]': rig.sandbox.portals.client.applicationToken,
      'auth[access_token]': expect.any(String),
      'auth[refresh_token]': expect.any(String),
    })
    expect(event).not.toHaveProperty('auth[expires]')
    expect(event).not.toHaveProperty('auth[user_id]')
  })

  it.each([
    [true, '1'],
    [false, '0'],
  ])('P1 uninstalling with clean=%s drops everything and says so without tokens', async (clean, told) => {
    await rig.sandbox.markInstalled('client')
    const { origin, applicationToken } = rig.sandbox.portals.client
    const { accessToken } = rig.sandbox.issueToken('client', 1)
    await bind('ONAPPUNINSTALL')
    await callRest(origin, 'placement.bind', {
      auth: accessToken,
      PLACEMENT: 'REST_APP_URI',
      HANDLER: 'https://a.example/',
    })
    await callRest(origin, 'app.option.set', { auth: accessToken, options: { colour: 'blue' } })

    await rig.sandbox.uninstall('client', { clean })
    const event = arrived().at(-1)
    const dead = await callRest(origin, 'profile', { auth: accessToken })
    const again = rig.sandbox.issueToken('client', 1).accessToken
    const placements = await callRest(origin, 'placement.get', { auth: again })
    const handlers = await callRest(origin, 'event.get', { auth: again })
    const options = await callRest(origin, 'app.option.get', { auth: again })

    expect(event).toMatchObject({
      event: 'ONAPPUNINSTALL',
      'data[CLEAN]': told,
      'auth[application_token]': applicationToken,
    })
    expect(event).not.toHaveProperty('auth[access_token]')
    expect(dead).toMatchObject({ status: 401, body: { error: 'invalid_token' } })
    expect([placements.body, handlers.body, options.body]).toMatchObject([
      { result: [] },
      { result: [] },
      { result: clean ? [] : { colour: 'blue' } },
    ])
  })

  it('P1 an update drops handlers and may bring a new application_token', async () => {
    await rig.sandbox.markInstalled('client')
    const before = rig.sandbox.portals.client.applicationToken
    await bind('ONAPPTEST')

    await rig.sandbox.update('client', { newApplicationToken: true })

    const event = arrived().at(-1)
    expect(event).toMatchObject({
      event: 'ONAPPUPDATE',
      'auth[application_token]': expect.not.stringContaining(before),
    })
    expect(await rig.sandbox.sendEvent('client', 'ONAPPTEST')).toEqual([])
  })
})

describe('ordinary events', () => {
  it('P1 reach their handler only after installFinish, with the tokens of whoever acted', async () => {
    rig.sandbox.setScopes('client', ['crm'])
    await bind('ONCRMDYNAMICITEMUPDATE')
    const early = await rig.sandbox.sendEvent('client', 'ONCRMDYNAMICITEMUPDATE')
    await rig.sandbox.markInstalled('client')

    await rig.sandbox.sendEvent('client', 'ONCRMDYNAMICITEMUPDATE', {
      data: { FIELDS: { ID: 9, DONE: true } },
      userId: 2,
    })
    rig.sandbox.setScopes('client', ['placement', 'im', 'imbot', 'user_brief'])

    expect(early).toEqual([])
    expect(arrived().at(-1)).toMatchObject({
      'data[FIELDS][ID]': '9',
      'data[FIELDS][DONE]': '1',
      'auth[user_id]': '2',
      'auth[access_token]': expect.any(String),
    })
    expect(arrived().at(-1)).not.toHaveProperty('auth[refresh_token]')
  })

  it('P1 a forged event reaches the callback whatever the state of the portal', async () => {
    await rig.sandbox.sendEvent('client', 'ONAPPUNINSTALL', {
      auth: { application_token: 'forged' },
      data: { CLEAN: 1 },
    })

    expect(arrived()).toMatchObject([{ event: 'ONAPPUNINSTALL', 'auth[application_token]': 'forged' }])
  })

  it('P1 may arrive twice and in another order', async () => {
    await rig.sandbox.markInstalled('client')
    await bind('ONAPPTEST')
    rig.sandbox.setDelivery({ copies: 2, isHeld: true })
    for (const QUERY of ['first', 'second']) await rig.sandbox.sendEvent('client', 'ONAPPTEST', { data: { QUERY } })
    const held = arrived().length
    rig.sandbox.setDelivery({ copies: 1, isHeld: false })

    await rig.sandbox.releaseEvents('reversed')

    expect(held).toBe(1)
    expect(
      arrived()
        .slice(1)
        .map((fields) => fields['data[QUERY]']),
    ).toEqual(['second', 'second', 'first', 'first'])
  })

  it('P1 are not sent again when nobody answers', async () => {
    rig.sandbox.setAppUrl('http://127.0.0.1:1')

    const deliveries = await rig.sandbox.markInstalled('client')
    rig.sandbox.setAppUrl(rig.application.origin)

    expect(deliveries).toMatchObject([{ event: 'ONAPPINSTALL', status: 0 }])
    expect(arrived()).toEqual([])
  })
})
