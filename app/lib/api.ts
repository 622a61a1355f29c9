import axios from 'axios'
import type { AxiosInstance, AxiosResponse } from 'axios'
import type { InjectionKey } from 'vue'
import { isRefusalCode } from '#contract/refusals.ts'
import { routes } from '#contract/routes.ts'
import type { RouteInput, RouteName, RouteOutput } from '#contract/routes.ts'
import { Refused, Unreachable } from './apiError.ts'
import type { ApiErrorDetails } from './apiError.ts'
import { injected } from './injected.ts'
import type { SessionToken } from './token.ts'

/** Asks the server for something of the contract; the session is renewed silently when it has run out. */
export type Call = <Name extends RouteName>(name: Name, input: RouteInput<Name>) => Promise<RouteOutput<Name>>

export interface Api {
  readonly call: Call
  /** Every answer with a status resolves; what it means is decided in one place below. Tests swap its adapter. */
  readonly http: AxiosInstance
}

const usualTimeoutMs = 10_000
/** Files are laid out and looked through one after the other: a workbook of 100,000 lines alone takes ten seconds. */
const fileTimeoutMs = 120_000

export const callKey: InjectionKey<Call> = Symbol('the call')
export const useCall = (): Call => injected(callKey)

export function makeApi(token: SessionToken): Api {
  const http = axios.create({ validateStatus: () => true })

  async function call<Name extends RouteName>(name: Name, input: RouteInput<Name>): Promise<RouteOutput<Name>> {
    const used = token.current()
    const answer = await post(name, input, used)
    if (name === 'openSession' || !isSessionOver(answer)) return outputOf(answer)

    // Somebody else may have renewed the session while this call was on its way.
    const fresh = token.current()
    const renewed = fresh !== null && fresh !== used ? fresh : await token.renew()
    return outputOf(await post(name, input, renewed))
  }

  async function post<Name extends RouteName>(
    name: Name,
    input: RouteInput<Name>,
    bearer: string | null,
  ): Promise<AxiosResponse<RouteOutput<Name>>> {
    const { path, method, costly } = routes[name]
    const headers = bearer === null ? {} : { authorization: `Bearer ${bearer}` }
    const timeout = costly === 'file' || costly === 'attachment' ? fileTimeoutMs : usualTimeoutMs
    try {
      return await http.request<RouteOutput<Name>>({ url: path, method, data: input, headers, timeout })
    } catch (cause) {
      if (axios.isAxiosError(cause)) throw new Unreachable({ cause })
      throw cause
    }
  }

  return { call, http }
}

function outputOf<Output>(answer: AxiosResponse<Output>): Output {
  if (answer.status >= 200 && answer.status < 300) return answer.data
  const refusal = refusalIn(answer.data)
  if (refusal === null || refusal.code === 'internal' || refusal.code === 'server_stopping') throw new Unreachable()
  throw new Refused(refusal.code, refusal.details)
}

function isSessionOver(answer: AxiosResponse<unknown>): boolean {
  if (answer.status !== 401) return false
  const code = refusalIn(answer.data)?.code
  return code === 'session_expired' || code === 'no_session'
}

/** The no in an answer of the server; null where it is none of the contract. */
export function refusalIn(body: unknown): { code: Refused['code']; details: ApiErrorDetails } | null {
  if (typeof body !== 'object' || body === null || !('code' in body) || typeof body.code !== 'string') return null
  if (!isRefusalCode(body.code)) return null
  return { code: body.code, details: 'details' in body ? detailsIn(body.details) : {} }
}

function detailsIn(value: unknown): ApiErrorDetails {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(Object.entries(value).filter(([, detail]) => isDetail(detail)))
}

function isDetail(value: unknown): value is ApiErrorDetails[string] {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
}
