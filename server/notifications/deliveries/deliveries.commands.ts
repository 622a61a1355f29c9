export { claimDeliveries, noteDeliveries, settleDeliveries, type NotedDelivery } from './deliveries.sql.ts'
