import type { TicketPort } from '#server/billing/accounts/ticket.port.ts'
import { listSessions } from './remoteSessions.sql.ts'
import { servicePort } from './service/ticketPort.adapter.ts'

/** All that billing needs of tickets: what it does in them, and which sessions at a client's screen they had (Q11). */
export const ticketPort: TicketPort = { ...servicePort, remoteWork: listSessions }
