import type { Accepted } from './rule.ts'

/**
 * What is known and may stay for now. A number is how many findings there may still be; a list names them, and one that is
 * gone must leave it: it only shrinks. What no rule is named here for must hold.
 */
export const accepted: Readonly<Record<string, Accepted>> = {
  // Entries of many tickets, numbered under their locks and written in the statement that makes them: one round trip.
  'tables-are-written-by-their-owner': [
    'tickets → journal of platform (server/tickets/deadlines/escalation.sql.ts)',
    'tickets → journal of platform (server/tickets/locks/locks.sql.ts)',
    'tickets → journal of platform (server/tickets/messages/sendMessage.sql.ts)',
    'tickets → journal of platform (server/tickets/service/billedTickets.sql.ts)',
  ],
  // A statement may join another feature's rows; who changes such a table looks here. New ones go through the owner's queries.
  'reads-across-features': [
    'audit → journal',
    'audit → portals',
    'audit → support_codes',
    'billing → desk_staff',
    'billing → desks',
    'billing → portals',
    'billing → tickets',
    'connections → desks',
    'connections → portals',
    'connections → tickets',
    'desks → named_people',
    'desks → portals',
    'desks → sessions',
    'desks → tickets',
    'notifications → accounts',
    'notifications → connections',
    'notifications → desk_staff',
    'notifications → desks',
    'notifications → messages',
    'notifications → named_people',
    'notifications → people',
    'notifications → portals',
    'notifications → read_marks',
    'notifications → support_codes',
    'notifications → tickets',
    'notifications → timers',
    'portals → connections',
    'portals → tickets',
    'regulations → desks',
    'sla → journal',
    'sla → tickets',
    'tickets → connections',
    'tickets → desk_staff',
    'tickets → desks',
    'tickets → journal',
    'tickets → named_people',
    'tickets → portals',
    'tickets → sessions',
  ],
}
