import type { PhpMap, PhpValue } from './php.ts'
import { textOf } from './php.ts'
import type { Portal, PortalUser, Token, World } from './state.ts'

/** One REST call after authorization; the names of its parameters are in upper case, as the core compares them. */
export interface Call {
  world: World
  portal: Portal
  user: PortalUser
  token: Token
  params: PhpMap
}

export type Outcome = Answer | Refused

export interface Answer {
  result: PhpValue
  total?: number
  next?: number
}

export interface Refused {
  status: number
  error: string
  description: string
}

export interface Method {
  /** Any of these scopes opens the method; none means that it needs no scope. */
  scopes: string[]
  answer: (call: Call) => Outcome
}

export function refused(status: number, error: string, description: string): Refused {
  return { status, error, description }
}

export function isRefused(outcome: Outcome): outcome is Refused {
  return 'error' in outcome
}

export function required(call: Call, name: string): string | Refused {
  const value = textOf(call.params[name]).trim()
  return value === '' ? refused(400, 'ERROR_ARGUMENT', `Argument '${name}' is null or empty`) : value
}

/** Wraps a method that the portal lets only its admins call. */
export function forAdmins(answer: Method['answer']): Method['answer'] {
  return (call) => (call.user.isAdmin ? answer(call) : refused(403, 'ACCESS_DENIED', 'Access denied!'))
}
