export { listEnded, noteDeliveries, type NotedDelivery } from './deliveries.sql.ts'
