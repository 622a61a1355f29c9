export { findAssignment, listAssigning, listMembers } from './staff.sql.ts'
export { isAwayNow } from './staff.commands.ts'
