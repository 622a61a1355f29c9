export { hasReaders, listAdmins, listNamedPeople } from './people.sql.ts'
export { findInstalledPortal, loadPortal } from './portals.sql.ts'
