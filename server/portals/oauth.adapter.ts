import * as v from 'valibot'
import { now } from '#server/platform/clock.ts'
import { askJson } from '#server/platform/http/askJson.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Account, FreshTokens, Identity } from './gateway.port.ts'
import { appInfo, tokenAnswer } from './restSchemas.adapter.ts'
import { assertPublicAddress } from './ssrfGuard.adapter.ts'

export type Bitrix24Config = {
  applications: { clientId: string; clientSecret: string }[]
  oauthServers: string[]
  isSandbox: boolean
}

export type OAuthServers = {
  confirm(accessToken: string, serverEndpoint: string | null): Promise<Identity>
  fetchFresh(account: Account, refreshToken: string): Promise<FreshTokens>
  secretOf(clientId: string): { clientId: string; clientSecret: string }
}

const timeoutMilliseconds = 8000

/** The servers that know whose a token is and where its portal lives: only those that the configuration names. */
export function makeOAuthServers(config: Bitrix24Config): OAuthServers {
  /** `client_secret` and tokens go to this address, so it must be one that the configuration names. */
  function allowedServer(serverEndpoint: string | null): string {
    const [fallback = ''] = config.oauthServers
    if (serverEndpoint === null || serverEndpoint === '') return fallback
    const origin = URL.canParse(serverEndpoint) ? new URL(serverEndpoint).origin : ''
    if (!config.oauthServers.includes(origin)) throw new Refusal('foreign_server')
    return origin
  }

  function secretOf(clientId: string) {
    const application = config.applications.find((one) => one.clientId === clientId)
    if (application === undefined) throw new Refusal('foreign_application')
    return application
  }

  /** Tokens that were exchanged must be kept, wherever they say the portal is: an address of our own network is not learnt. */
  async function outside(clientEndpoint: string | null): Promise<string | null> {
    if (clientEndpoint === null) return null
    return assertPublicAddress(clientEndpoint, config.isSandbox).then(
      () => clientEndpoint,
      () => null,
    )
  }

  return {
    secretOf,
    async confirm(accessToken, serverEndpoint) {
      const server = allowedServer(serverEndpoint)
      const answer = await post(`${server}/rest/app.info`, { auth: accessToken })
      const parsed = v.safeParse(appInfo, answer)
      if (!parsed.success) throw new Refusal('identity_not_confirmed')
      const { client_id: clientId, user_id: userId, install } = parsed.output.result
      secretOf(clientId)
      await assertPublicAddress(install.client_endpoint, config.isSandbox)
      return {
        memberId: install.member_id,
        userId,
        clientId,
        domain: install.domain,
        clientEndpoint: install.client_endpoint,
        serverEndpoint: `${server}/rest/`,
        isInstalled: install.installed,
        appVersion: install.version,
      }
    },
    async fetchFresh(account, refreshToken) {
      const { clientId, clientSecret } = secretOf(account.clientId)
      const answer = await post(`${allowedServer(account.serverEndpoint)}/oauth/token/`, {
        grant_type: 'refresh_token',
        client_id: clientId,
        client_secret: clientSecret,
        refresh_token: refreshToken,
      })
      const parsed = v.safeParse(tokenAnswer, answer)
      if (!parsed.success) throw new Refusal(isRejected(answer) ? 'portal_not_installed' : 'portal_unreachable')
      const {
        access_token: accessToken,
        refresh_token,
        expires_in: seconds,
        client_endpoint,
        member_id,
      } = parsed.output
      const tokens = { accessToken, refreshToken: refresh_token, expiresAt: new Date(now().getTime() + seconds * 1000) }
      const isOurs = member_id === account.memberId
      return { tokens, clientEndpoint: isOurs ? await outside(client_endpoint) : null }
    },
  }
}

/** Only these say that this refresh token will never work again; anything else may be over in a minute. */
function isRejected(answer: unknown): boolean {
  const parsed = v.safeParse(v.object({ error: v.picklist(['invalid_grant', 'PAYMENT_REQUIRED']) }), answer)
  return parsed.success
}

async function post(url: string, form: Record<string, string>): Promise<unknown> {
  try {
    const { status, body } = await askJson({
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
      body: new URLSearchParams(form).toString(),
      signal: AbortSignal.timeout(timeoutMilliseconds),
    })
    if (status >= 500 || (status >= 300 && status < 400)) throw new Error(`the OAuth server answered ${status}`)
    return body
  } catch (error) {
    throw Object.assign(new Refusal('portal_unreachable', { method: 'oauth' }), { cause: error })
  }
}
