export { isWriter } from './threads.sql.ts'
