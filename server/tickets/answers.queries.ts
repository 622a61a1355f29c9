export { findTicketsOfDesk, readAnswer } from './answers.sql.ts'
