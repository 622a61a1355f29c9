export { listByAddress, listUnasked, type BookEntry } from './addressBook.sql.ts'
