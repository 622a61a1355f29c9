export { livePlans, serviceIsPaused } from './accounts.commands.ts'
export { listLivePlans } from './accounts.sql.ts'
