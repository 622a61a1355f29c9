import type { Fault, FaultKind } from './faults.ts'

export type KnownFault = { row: RegExp; kind: FaultKind; message: RegExp; why: string }

/** What the product is known to do wrong and what a later change mends, each in a sentence; what is mended leaves the list. */
export const knownFaults: readonly KnownFault[] = []

export function knownAs(fault: Pick<Fault, 'row' | 'kind' | 'message'>): KnownFault | undefined {
  return knownFaults.find(
    ({ row, kind, message }) => kind === fault.kind && row.test(fault.row) && message.test(fault.message),
  )
}
