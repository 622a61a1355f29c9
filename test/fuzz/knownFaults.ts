import type { Fault, FaultKind } from './faults.ts'

export type KnownFault = { row: RegExp; kind: FaultKind; message: RegExp; why: string }

const hostile = /^(?:portal answers: .*|\/app|\/install|\/bitrix24\/events|the log)$/

/** What the product is known to do wrong and what a later part mends, each in a sentence; what is mended leaves the list. */
export const knownFaults: readonly KnownFault[] = [
  {
    row: hostile,
    kind: 'internal',
    message: /invalid byte sequence|invalid input syntax/,
    why: 'Texts of a portal with a NUL or half of a surrogate pair, and ids that are none, go to the database as they are.',
  },
  {
    row: hostile,
    kind: 'logged',
    message: /invalid byte sequence|invalid input syntax|ValiError|Invalid (?:key|type)/,
    why: 'The same in jobs and pages: what a portal said fails where it is used.',
  },
  {
    row: hostile,
    kind: 'internal',
    message: /ValiError/,
    why: 'A portal that answers in another shape is an error of ours instead of a portal that does not answer.',
  },
  {
    row: /^portal answers: searchPeople$/,
    kind: 'not in the contract',
    message: /userId Invalid (?:type|value)/,
    why: 'What a portal says is a user id goes to the page as it is, or as NaN.',
  },
  {
    row: /^portal answers: /,
    kind: 'no answer',
    message: /./,
    why: 'A portal that says it is overloaded is asked again for longer than anybody waits.',
  },
  {
    row: /^\/api\/me$/,
    kind: 'logged',
    message: /a page failed: Error aborted/,
    why: 'A body in chunks that are none is logged as an error of the server.',
  },
]

export function knownAs(fault: Pick<Fault, 'row' | 'kind' | 'message'>): KnownFault | undefined {
  return knownFaults.find(
    ({ row, kind, message }) => kind === fault.kind && row.test(fault.row) && message.test(fault.message),
  )
}
