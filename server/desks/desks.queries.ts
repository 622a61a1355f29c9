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
