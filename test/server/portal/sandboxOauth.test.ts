import type { B24OAuthParams } from '@bitrix24/b24jssdk'
import { B24OAuth, EnumAppStatus } from '@bitrix24/b24jssdk'
import type { IssuedToken } from '#test/portal/sandbox.ts'
import { describe, expect, it } from 'vitest'
import { callRest, registration, useSandbox } from './portalCalls.ts'

const rig = useSandbox()

/** The vendor's own server-side client on a token of the sandbox. */
function connect({ accessToken, refreshToken, expires }: IssuedToken) {
  const { origin, domain, memberId, applicationToken } = rig.sandbox.portals.client
  const saved: B24OAuthParams[] = []
  const client = new B24OAuth(
    {
      applicationToken,
      userId: 1,
      memberId,
      accessToken,
      refreshToken,
      expires,
      expiresIn: 3600,
      scope: 'user_brief',
      domain,
      clientEndpoint: `${origin}/rest/`,
      serverEndpoint: `${rig.sandbox.oauthOrigin}/rest/`,
      status: EnumAppStatus.Free,
    },
    registration,
  )
  client.offClientSideWarning()
  client.setCallbackRefreshAuth(async ({ b24OAuthParams }) => void saved.push({ ...b24OAuthParams }))
  return { client, saved, profile: () => client.actions.v2.call.make({ method: 'profile', requestId: 'contract' }) }
}

function issue() {
  return rig.sandbox.issueToken('client', rig.sandbox.portals.client.users.admin.id)
}

async function exchange(params: Record<string, string>) {
  const query = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: registration.clientId,
    client_secret: registration.clientSecret,
    ...params,
  })
  const answer = await fetch(`${rig.sandbox.oauthOrigin}/oauth/token/?${query}`)
  return { status: answer.status, body: await answer.json() }
}

describe('the sandbox under the vendor’s B24OAuth', () => {
  it('P1 takes the double slash that the SDK writes', async () => {
    const { profile } = connect(issue())

    const answer = await profile()

    expect(answer.getData()?.result).toMatchObject({ ID: '1', ADMIN: true })
  })

  it('P1 an expired token is refreshed once for parallel calls, and the pair rotates', async () => {
    const token = issue()
    const { profile, saved } = connect(token)
    rig.sandbox.inject.expireTokens('client')

    const answers = await Promise.all([profile(), profile()])

    expect(answers.map(({ isSuccess }) => isSuccess)).toEqual([true, true])
    expect(saved).toHaveLength(1)
    expect(saved[0]?.refreshToken).not.toBe(token.refreshToken)
    expect(saved[0]?.accessToken).not.toBe(token.accessToken)
  })

  it('P1 a used refresh token is dead: invalid_grant stands in originalError', async () => {
    const token = issue()
    await exchange({ refresh_token: token.refreshToken })
    const { profile } = connect(token)
    rig.sandbox.inject.expireTokens('client')

    const failure: unknown = await profile().catch((error: unknown) => error)

    expect(failure).toMatchObject({ originalError: { code: 'invalid_grant', status: 400 } })
  })
})

describe('the OAuth server of the sandbox', () => {
  it('exchanges by GET as the documents say', async () => {
    const { memberId, origin } = rig.sandbox.portals.client

    const { status, body } = await exchange({ refresh_token: issue().refreshToken })

    expect(status).toBe(200)
    expect(body).toMatchObject({
      member_id: memberId,
      user_id: 1,
      expires_in: 3600,
      client_endpoint: `${origin}/rest/`,
      domain: new URL(rig.sandbox.oauthOrigin).host,
    })
  })

  it('refuses a wrong secret, and a token of another application', async () => {
    const foreign = rig.sandbox.issueForeignToken('client', 1)

    const wrong = await exchange({ refresh_token: issue().refreshToken, client_secret: 'wrong' })
    const other = await exchange({ refresh_token: foreign.refreshToken })

    expect([wrong.body, other.body]).toMatchObject([{ error: 'invalid_client' }, { error: 'invalid_grant' }])
  })

  it('refuses to refresh what is not paid for, and answers nothing while it is down', async () => {
    const { refreshToken } = issue()
    rig.sandbox.setTariff('client', { paymentExpired: true })
    const unpaid = await exchange({ refresh_token: refreshToken })
    rig.sandbox.setTariff('client', 'pro')
    rig.sandbox.inject.oauthDown()

    const down = await fetch(`${rig.sandbox.oauthOrigin}/oauth/token/`)
    rig.sandbox.inject.clear()
    const healthy = await exchange({ refresh_token: refreshToken })

    expect(unpaid.body).toMatchObject({ error: 'PAYMENT_REQUIRED' })
    expect(down.status).toBe(503)
    expect(healthy.status).toBe(200)
  })

  it('app.info tells whose token it is, of which application and portal', async () => {
    const { client } = rig.sandbox.portals
    await rig.sandbox.markInstalled('client')
    const ours = rig.sandbox.issueToken('client', client.users.integrator.id)
    const foreign = rig.sandbox.issueForeignToken('client', 1)

    const answers = await Promise.all(
      [ours, foreign].map(({ accessToken }) => callRest(rig.sandbox.oauthOrigin, 'app.info', { auth: accessToken })),
    )

    const install = { installed: true, domain: client.domain, member_id: client.memberId, uri: client.origin }
    expect(answers.map(({ body }) => body)).toMatchObject([
      { result: { client_id: registration.clientId, user_id: 3, install } },
      { result: { client_id: expect.not.stringContaining(registration.clientId), user_id: 1 } },
    ])
  })

  it('app.info refuses an expired token', async () => {
    const { accessToken } = issue()
    rig.sandbox.inject.expireTokens('client')

    const { status, body } = await callRest(rig.sandbox.oauthOrigin, 'app.info', { auth: accessToken })

    expect({ status, body }).toMatchObject({ status: 401, body: { error: 'expired_token' } })
  })
})
