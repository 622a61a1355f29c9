import type { TicketEvent } from '#contract/tickets/types.ts'

/** What the journal keeps of a move, in the shape of the contract. */
export type Moved = Omit<Extract<TicketEvent, { type: 'ticket.moved' }>, 'seq' | 'at' | 'by' | 'type'>
