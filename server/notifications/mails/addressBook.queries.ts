export { findTyped, listByAddress, listUnasked } from './addressBook.sql.ts'
