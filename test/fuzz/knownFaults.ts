import type { Fault, FaultKind } from './faults.ts'

export type KnownFault = { row: RegExp; kind: FaultKind; message: RegExp; why: string }

/** What the product is known to do wrong and what a later part mends, each in a sentence; what is mended leaves the list. */
export const knownFaults: readonly KnownFault[] = [
  {
    row: /./,
    kind: 'internal',
    message: /deadlock detected/,
    why: 'Commands that lock a ticket, an account and a portal in different orders wait for each other, and one of them fails.',
  },
  {
    row: /^(?:listAudit|exportAudit|recordPayment)$/,
    kind: 'internal',
    message:
      /date\/time field value out of range|time zone displacement out of range|invalid input syntax for type date/,
    why: 'Dates and offsets that PostgreSQL does not have pass the contract.',
  },
  {
    row: /^(?:recordPayment|listOrders|cancelOrder|placeOrder|sendInvoice)$/,
    kind: 'not in the contract',
    message: /minor Invalid safe integer/,
    why: 'Payments are kept whose sum is above the largest safe integer.',
  },
]

export function knownAs(fault: Pick<Fault, 'row' | 'kind' | 'message'>): KnownFault | undefined {
  return knownFaults.find(
    ({ row, kind, message }) => kind === fault.kind && row.test(fault.row) && message.test(fault.message),
  )
}
