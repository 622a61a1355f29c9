import axios from 'axios'
import type { AxiosResponse } from 'axios'
import { isRefusalCode } from '#contract/refusals.ts'
import { routes } from '#contract/routes.ts'
import type { RouteInput, RouteName, RouteOutput } from '#contract/routes.ts'
import { Refused, Unreachable } from './apiError.ts'
import type { ApiErrorDetails } from './apiError.ts'
import { currentToken, renewToken } from './token.ts'

/** Every answer with a status resolves; what it means is decided in one place below. Tests swap `http.defaults.adapter`. */
export const http = axios.create({ timeout: 10_000, validateStatus: () => true })

/** Files are laid out first, one after the other: a workbook of 100,000 lines takes ten seconds. */
const makesFile = new Set<RouteName>(['exportLedgerSheet', 'exportLedgerAct', 'exportEvidencePdf'])
const fileTimeoutMs = 120_000

/** Asks the server for something of the contract; the session is renewed silently when it has run out. */
export async function call<Name extends RouteName>(name: Name, input: RouteInput<Name>): Promise<RouteOutput<Name>> {
  const used = currentToken()
  const answer = await post(name, input, used)
  if (name === 'openSession' || !isSessionOver(answer)) return outputOf(answer)

  // Somebody else may have renewed the session while this call was on its way.
  const fresh = currentToken()
  const token = fresh !== null && fresh !== used ? fresh : await renewToken()
  return outputOf(await post(name, input, token))
}

async function post<Name extends RouteName>(
  name: Name,
  input: RouteInput<Name>,
  token: string | null,
): Promise<AxiosResponse<RouteOutput<Name>>> {
  const { path, method } = routes[name]
  const headers = token === null ? {} : { authorization: `Bearer ${token}` }
  const patience = makesFile.has(name) ? { timeout: fileTimeoutMs } : {}
  try {
    return await http.request<RouteOutput<Name>>({ url: path, method, data: input, headers, ...patience })
  } catch (cause) {
    if (axios.isAxiosError(cause)) throw new Unreachable({ cause })
    throw cause
  }
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

function refusalIn(body: unknown): { code: Refused['code']; details: ApiErrorDetails } | null {
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
