export { forgetPartnerRequests } from './handovers.sql.ts'
