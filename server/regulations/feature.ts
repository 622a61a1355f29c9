export { startRegulation } from './regulations.commands.ts'
export { forgetWriters } from './regulations.sql.ts'
