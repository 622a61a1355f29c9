import type { RefusalCode } from '#contract/refusals.ts'

export type ApiErrorDetails = Readonly<Record<string, string | number | boolean | null>>

/** Why something did not happen, in a form that has words in every language (apiError.texts.ts). */
export interface ApiError {
  code: RefusalCode | 'unreachable' | 'outside_portal'
  details: ApiErrorDetails
}

/** The server said no, and said why. */
export class Refused extends Error {
  readonly code: RefusalCode
  readonly details: ApiErrorDetails

  constructor(code: RefusalCode, details: ApiErrorDetails = {}) {
    super(code)
    this.name = 'Refused'
    this.code = code
    this.details = details
  }
}

/** No answer that could be understood: the network, a restarting server, a time-out. Asking again later may work. */
export class Unreachable extends Error {
  constructor(options?: ErrorOptions) {
    super('unreachable', options)
    this.name = 'Unreachable'
  }
}

/** The page was opened by itself instead of inside a portal. */
export class OutsidePortal extends Error {
  constructor(options?: ErrorOptions) {
    super('outside_portal', options)
    this.name = 'OutsidePortal'
  }
}

/** An error that is none of the expected ones is a bug and flies on. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof Refused) return { code: error.code, details: error.details }
  if (error instanceof Unreachable) return { code: 'unreachable', details: {} }
  if (error instanceof OutsidePortal) return { code: 'outside_portal', details: {} }
  throw error
}
