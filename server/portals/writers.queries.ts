export { listWriters, type Writer } from './writers.sql.ts'
