export {
  findDesk,
  findDeskOf,
  findPresentStandardDesk,
  findStaff,
  findStandardDesk,
  listStaff,
  type Desk,
  type StaffMember,
} from './desks.sql.ts'
export { findOnDutyNow, type OnDutyNow } from './duty.queries.ts'
export { findUncovered } from './coverage.queries.ts'
export type { Uncovered } from './domain/coverage.ts'
