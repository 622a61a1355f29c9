import type { RefusalCode } from '#contract/refusals.ts'

export type RefusalDetails = Readonly<Record<string, string | number | boolean | null>>

/** An expected "no": the edge turns it into the answer that belongs to its code; anything else that is thrown is a bug. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly details: RefusalDetails

  constructor(code: RefusalCode, details: RefusalDetails = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.details = details
  }
}
