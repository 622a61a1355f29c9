export { findTicketsOfDesk, readAnswer, type AnswerFile } from './answers.sql.ts'
