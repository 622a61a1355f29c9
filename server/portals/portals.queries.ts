export { listAdmins, listNamedPeople, loadPortal } from './portals.sql.ts'
