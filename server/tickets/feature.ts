export { lockTickets, unlockTickets } from './tickets.commands.ts'
export { eraseTextsOf } from './erasure.sql.ts'
export type { TicketDeps } from './appendEvents.commands.ts'
