export { forgetChannelsOf } from './erasure.sql.ts'
