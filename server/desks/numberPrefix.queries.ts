export { findNumberPrefix } from './numberPrefix.sql.ts'
