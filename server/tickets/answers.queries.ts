export { findTicketsOfDesk, readAnswer, type Answer, type FoundTicket } from './answers.sql.ts'
