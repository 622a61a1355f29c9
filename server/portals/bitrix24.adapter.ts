import { setTimeout as delay } from 'node:timers/promises'
import { ApiVersion, B24OAuth, type B24OAuthParams } from '@bitrix24/b24jssdk'
import * as v from 'valibot'
import { now } from '#server/platform/clock.ts'
import { GateIsFull, makeGate } from '#server/platform/http/gate.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { makeCrm } from './crm.adapter.ts'
import type { Account, PortalGateway, Tokens } from './gateway.port.ts'
import { makeOAuthServers, type Bitrix24Config } from './oauth.adapter.ts'
import { bindEvents, bindPlacements } from './placements.adapter.ts'
import { portalHttp } from './portalHttp.adapter.ts'
import { makeRedirects } from './redirects.adapter.ts'
import { makeRestMethods } from './restMethods.adapter.ts'
import { assertPublicAddress } from './ssrfGuard.adapter.ts'

type Question = { method: string; params: Record<string, unknown> }
/** `moved`: fresh tokens name another address of the portal; `redirected`: it says itself that it is somewhere else. */
type Attempt = { is: 'answered'; answer: unknown } | { is: 'moved'; account: Account } | { is: 'redirected' }

/** Somebody waits, or a job is tried again by itself: the SDK's own attempts, with pauses of ten seconds, are too long. */
const restrictionParams = { maxRetries: 1 }
const overloadedMilliseconds = 1000
/** One portal that is slow, or that somebody lets ask all the time, takes its own places and nobody else's. */
const gateSize = { most: 32, mostOfOne: 6, mostWaitingOfOne: 60 }

/** The Bitrix24 adapter: the one server file that knows the vendor's SDK. */
export function makeBitrix24(config: Bitrix24Config): PortalGateway {
  const oauth = makeOAuthServers(config)
  const gate = makeGate(gateSize)
  const redirects = makeRedirects()

  function open(account: Account): B24OAuth {
    const b24 = new B24OAuth(paramsOf(account), oauth.secretOf(account.clientId), { restrictionParams })
    b24.offClientSideWarning()
    return b24
  }

  function renew(account: Account) {
    return account.renew((refreshToken) => oauth.fetchFresh(account, refreshToken))
  }

  /** An instance of the SDK keeps its first address for ever, so where the portal has another one by now it is given up. */
  async function attempt(account: Account, { method, params }: Question): Promise<Attempt> {
    await assertPublicAddress(account.clientEndpoint, config.isSandbox)
    const found: { moved: Account | null; isRedirected: boolean } = { moved: null, isRedirected: false }
    const b24 = open(account)
    b24.getHttpClient(ApiVersion.v2).ajaxClient.defaults.adapter = portalHttp(account.patience, () => {
      found.isRedirected = true
    })
    b24.setCustomRefreshAuth(async () => {
      const fresh = { ...account, ...(await renew(account)) }
      if (fresh.clientEndpoint === account.clientEndpoint) return payloadOf(fresh)
      found.moved = fresh
      throw new Error('the portal has another address')
    })
    try {
      const answer = await b24.actions.v2.call.make({ method, params })
      if (!answer.isSuccess) throw new Error(answer.getErrorMessages().join('; '))
      return { is: 'answered', answer: answer.getData()?.result }
    } catch (error) {
      if (found.moved !== null) return { is: 'moved', account: found.moved }
      if (found.isRedirected) return { is: 'redirected' }
      throw refusalOf(error, method)
    }
  }

  /** P7: a redirect is followed to where the OAuth server says that the portal is, and nowhere else. */
  async function askThere(account: Account, question: Question): Promise<unknown> {
    const first = await attempt(account, question)
    if (first.is === 'answered') return first.answer
    const moved = first.is === 'moved' ? first.account : await redirects.follow(account, renew)
    const second = moved === null ? first : await attempt(moved, question)
    if (second.is === 'answered') return second.answer
    throw unreachable(question.method, new Error('the portal redirects'))
  }

  async function ask(account: Account, question: Question): Promise<unknown> {
    const { memberId, patience } = account
    try {
      return await gate(memberId, patience, () => beforeEnd(askThere(account, question), patience))
    } catch (error) {
      if (error instanceof Refusal) throw error
      if (error instanceof GateIsFull) throw new Refusal('too_many_requests', { waitSeconds: 1 })
      throw unreachable(question.method, error)
    }
  }

  /** A portal that is asked too often says so before it does anything. */
  async function askAgain(account: Account, question: Question): Promise<unknown> {
    try {
      return await ask(account, question)
    } catch (error) {
      if (!isOverloaded(error) || account.patience.aborted) throw error
      await delay(overloadedMilliseconds)
      return ask(account, question)
    }
  }

  return {
    confirm: (accessToken, serverEndpoint) => oauth.confirm(accessToken, serverEndpoint),
    async confirmAddress(account) {
      await renew(account)
    },
    ...makeRestMethods((account, method, params = {}) => askAgain(account, { method, params })),
    bindPlacements: (account, wanted) =>
      bindPlacements((method, params = {}) => askAgain(account, { method, params }), wanted),
    bindEvents: (account, wanted) => bindEvents((method, params = {}) => askAgain(account, { method, params }), wanted),
    crm: makeCrm({
      ask: (account, method, params) => askAgain(account, { method, params }),
      // What makes something new is asked once: a repeated request would make it twice.
      askOnce: (account, method, params) => ask(account, { method, params }),
    }),
  }
}

function paramsOf(account: Account): B24OAuthParams {
  const { accessToken, refreshToken, expiresAt } = account.tokens
  return {
    applicationToken: '',
    userId: account.userId,
    memberId: account.memberId,
    accessToken,
    refreshToken,
    expires: Math.floor(expiresAt.getTime() / 1000),
    expiresIn: secondsLeft(account.tokens),
    scope: '',
    domain: new URL(account.clientEndpoint).host,
    clientEndpoint: account.clientEndpoint,
    serverEndpoint: account.serverEndpoint,
    status: 'L',
  }
}

/** As the SDK wants what a renewal has brought. */
function payloadOf(account: Account) {
  const params = paramsOf(account)
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
}

function secondsLeft({ expiresAt }: Tokens): number {
  return Math.max(0, Math.floor((expiresAt.getTime() - now().getTime()) / 1000))
}

/** The SDK throws most errors and returns a few; both become one refusal, the cause stays for the log. */
function refusalOf(error: unknown, method: string): Refusal {
  const original = error instanceof Error && 'originalError' in error ? error.originalError : error
  return original instanceof Refusal ? original : unreachable(method, error)
}

function unreachable(method: string, cause: unknown): Refusal {
  return Object.assign(new Refusal('portal_unreachable', { method }), { cause })
}

function isOverloaded(error: unknown): boolean {
  return v.is(v.object({ cause: v.object({ code: v.literal('QUERY_LIMIT_EXCEEDED') }) }), error)
}

/** A renewal that is under way must be brought to its end, or the exchanged tokens were lost; only nobody waits for it any more. */
function beforeEnd<Answer>(asked: Promise<Answer>, patience: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(patience.reason)
    patience.addEventListener('abort', giveUp, { once: true })
    asked.then(resolve, reject).finally(() => patience.removeEventListener('abort', giveUp))
  })
}
