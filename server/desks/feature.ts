export { setStaff } from './desks.commands.ts'
export { lockDesk } from './desks.sql.ts'
export { lockAssignment, noteTurn } from './staff.sql.ts'
export { takeTicketNumber } from './ticketNumbers.sql.ts'
