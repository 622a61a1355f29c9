export { listAdmins, listNamedPeople } from './people.sql.ts'
export { loadPortal } from './portals.sql.ts'
