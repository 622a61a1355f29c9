export { countTickets } from './tickets.sql.ts'
