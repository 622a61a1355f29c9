import { B24OAuth, type B24OAuthParams } from '@bitrix24/b24jssdk'
import axios from 'axios'
import * as v from 'valibot'
import { now } from '#server/platform/clock.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { makeCrm } from './crm.adapter.ts'
import type { Licence } from './domain/portal.ts'
import type { Account, Identity, PortalGateway, Tokens, Visitor } from './gateway.port.ts'
import { assertPublicAddress } from './ssrfGuard.adapter.ts'
import { appInfo, licenceAnswer, profileAnswer, tokenAnswer, userAnswer } from './restSchemas.adapter.ts'
import { bindEvents, bindPlacements } from './placements.adapter.ts'

export type Bitrix24Config = {
  applications: { clientId: string; clientSecret: string }[]
  oauthServers: string[]
  isSandbox: boolean
}

const timeoutMilliseconds = 10_000
/** Somebody waits for most answers, and jobs are tried again by themselves: the SDK's three attempts with pauses are too long. */
const restrictionParams = { maxRetries: 2 }
/** What makes something new is asked once: a repeated request would make it twice. */
const askedOnce = { maxRetries: 1 }

/** The SDK's own axios follows redirects, and a box portal could point one into our network. A renamed portal that answers
 * with a redirect gets no body there either: its new address comes with the next opening of the app. */
axios.defaults.maxRedirects = 0

/** The Bitrix24 adapter: the one server file that knows the vendor's SDK. */
export function makeBitrix24(config: Bitrix24Config): PortalGateway {
  async function confirm(accessToken: string, serverEndpoint: string | null): Promise<Identity> {
    const server = allowedServer(serverEndpoint)
    const answer = await post(`${server}/rest/app.info`, { auth: accessToken })
    const parsed = v.safeParse(appInfo, answer)
    if (!parsed.success) throw new Refusal('identity_not_confirmed')
    const { result } = parsed.output
    if (!config.applications.some(({ clientId }) => clientId === result.client_id)) {
      throw new Refusal('foreign_application')
    }
    await assertPublicAddress(result.install.client_endpoint, config.isSandbox)
    return {
      memberId: result.install.member_id,
      userId: result.user_id,
      clientId: result.client_id,
      domain: result.install.domain,
      clientEndpoint: result.install.client_endpoint,
      serverEndpoint: `${server}/rest/`,
      isInstalled: result.install.installed,
    }
  }

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

  async function fetchFresh(account: Account, refreshToken: string): Promise<Tokens> {
    const { clientId, clientSecret } = secretOf(account.clientId)
    const answer = await post(`${allowedServer(account.serverEndpoint)}/oauth/token/`, {
      grant_type: 'refresh_token',
      client_id: clientId,
      client_secret: clientSecret,
      refresh_token: refreshToken,
    })
    const parsed = v.safeParse(tokenAnswer, answer)
    if (!parsed.success) throw new Refusal(isRejected(answer) ? 'portal_not_installed' : 'portal_unreachable')
    const { access_token: accessToken, refresh_token, expires_in: seconds } = parsed.output
    return { accessToken, refreshToken: refresh_token, expiresAt: new Date(now().getTime() + seconds * 1000) }
  }

  async function connect(account: Account, limits = restrictionParams): Promise<B24OAuth> {
    await assertPublicAddress(account.clientEndpoint, config.isSandbox)
    const secret = secretOf(account.clientId)
    const b24 = new B24OAuth(paramsOf(account, account.tokens), secret, { restrictionParams: limits })
    b24.offClientSideWarning()
    b24.setCustomRefreshAuth(async () => {
      const tokens = await account.renew((refreshToken) => fetchFresh(account, refreshToken))
      const params = paramsOf(account, tokens)
      return {
        access_token: params.accessToken,
        refresh_token: params.refreshToken,
        expires: String(params.expires),
        expires_in: String(params.expiresIn),
        client_endpoint: params.clientEndpoint,
        server_endpoint: params.serverEndpoint,
        member_id: params.memberId,
        scope: params.scope,
        status: params.status,
        domain: params.domain,
      }
    })
    return b24
  }

  async function readVisitor(identity: Identity, accessToken: string): Promise<Visitor> {
    const expiresAt = new Date(now().getTime() + 60_000)
    const b24 = await connect({
      ...identity,
      tokens: { accessToken, refreshToken: '', expiresAt },
      // The token was confirmed a moment ago; if it ends now, the page opens again with a fresh one.
      renew: () => Promise.reject(new Refusal('identity_not_confirmed')),
    })
    const profile = v.parse(profileAnswer, await call(b24, 'profile'))
    if (Number(profile.ID) !== identity.userId) throw new Refusal('portal_mismatch')
    return {
      name: `${profile.NAME} ${profile.LAST_NAME}`.trim() || `№ ${profile.ID}`,
      photo: profile.PERSONAL_PHOTO || null,
      isAdmin: profile.ADMIN,
      licence: await licenceOf(b24).catch(() => null),
    }
  }

  return {
    confirm,
    readVisitor,
    readLicence: async (account) => licenceOf(await connect(account)),
    async findPeople(account, search) {
      const searched = search.trim()
      const filter = { ACTIVE: true, ...(searched === '' ? {} : { FIND: searched }) }
      const found = v.parse(v.array(userAnswer), await call(await connect(account), 'user.get', { FILTER: filter }))
      return found.map(personOf)
    },
    async findPerson(account, userId) {
      const found = await call(await connect(account), 'user.get', { FILTER: { ID: userId, ACTIVE: true } })
      const [user] = v.parse(v.array(userAnswer), found)
      return user === undefined ? null : personOf(user)
    },
    async notify(account, userId, text, tag) {
      await call(await connect(account), 'im.notify.system.add', { USER_ID: userId, MESSAGE: text, TAG: tag })
    },
    async bindPlacements(account, wanted) {
      const b24 = await connect(account)
      await bindPlacements((method, params) => call(b24, method, params), wanted)
    },
    async readScopes(account) {
      return v.parse(v.array(v.string()), await call(await connect(account), 'scope'))
    },
    async bindEvents(account, wanted) {
      const b24 = await connect(account)
      await bindEvents((method, params) => call(b24, method, params), wanted)
    },
    crm: makeCrm({
      ask: async (account, method, params) => call(await connect(account), method, params),
      askOnce: async (account, method, params) => call(await connect(account, askedOnce), method, params),
    }),
  }
}

function paramsOf(account: Omit<Account, 'renew' | 'tokens'>, tokens: Tokens): B24OAuthParams {
  return {
    applicationToken: '',
    userId: account.userId,
    memberId: account.memberId,
    accessToken: tokens.accessToken,
    refreshToken: tokens.refreshToken,
    expires: Math.floor(tokens.expiresAt.getTime() / 1000),
    expiresIn: Math.max(0, Math.floor((tokens.expiresAt.getTime() - now().getTime()) / 1000)),
    scope: '',
    domain: new URL(account.clientEndpoint).host,
    clientEndpoint: account.clientEndpoint,
    serverEndpoint: account.serverEndpoint,
    status: 'L',
  }
}

async function licenceOf(b24: B24OAuth): Promise<Licence> {
  const info = v.parse(licenceAnswer, await call(b24, 'app.info'))
  return { licence: info.LICENSE, licenceType: info.LICENSE_TYPE, licenceFamily: info.LICENSE_FAMILY }
}

/** The SDK throws most errors and returns a few; both become one refusal, the cause stays for the log. */
async function call(b24: B24OAuth, method: string, params: Record<string, unknown> = {}): Promise<unknown> {
  try {
    const answer = await b24.actions.v2.call.make({ method, params })
    if (answer.isSuccess) return answer.getData()?.result
    throw new Error(answer.getErrorMessages().join('; '))
  } catch (error) {
    const original = error instanceof Error && 'originalError' in error ? error.originalError : error
    if (original instanceof Refusal) throw original
    throw Object.assign(new Refusal('portal_unreachable', { method }), { cause: error })
  }
}

/** Only these say that this refresh token will never work again; anything else may be over in a minute. */
function isRejected(answer: unknown): boolean {
  const parsed = v.safeParse(v.object({ error: v.picklist(['invalid_grant', 'PAYMENT_REQUIRED']) }), answer)
  return parsed.success
}

function personOf(user: v.InferOutput<typeof userAnswer>) {
  const name = `${user.NAME} ${user.LAST_NAME}`.trim()
  return { userId: Number(user.ID), name: name || `№ ${user.ID}`, photo: user.PERSONAL_PHOTO || null }
}

async function post(url: string, form: Record<string, string>): Promise<unknown> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams(form),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMilliseconds),
    })
    if (answer.status >= 500) throw new Error(`the OAuth server answered ${answer.status}`)
    return await answer.json()
  } catch (error) {
    throw Object.assign(new Refusal('portal_unreachable', { method: 'oauth' }), { cause: error })
  }
}
