export { loadAccountForUpdate } from './accounts/accounts.commands.ts'
export { answerTimer, startTimer, stopTimer, stopTimersOf } from './accounts/accounts.commands.ts'
export { forgetBuyersAndAgents } from './accounts/erasure.sql.ts'
