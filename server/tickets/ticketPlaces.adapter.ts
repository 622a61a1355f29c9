import type { TicketPlaces } from './files/files.port.ts'
import { livingOf } from './ticketLinks.queries.ts'
import { findOwners } from './tickets.sql.ts'

/** What files ask of tickets. */
export const ticketPlaces: TicketPlaces = { ownersOf: findOwners, livingOf }
