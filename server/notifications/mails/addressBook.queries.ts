export { listByAddress, listUnasked } from './addressBook.sql.ts'
