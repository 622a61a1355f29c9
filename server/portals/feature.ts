export {
  becomeClient,
  dismissLevelChange,
  markInstalled,
  markUninstalled,
  namePerson,
  noteLevel,
  removeContact,
  saveBoxEdition,
  saveSettings,
  type PortalClients,
} from './portals.commands.ts'
export { lockPortal } from './portals.sql.ts'
export type { Authenticator } from './authentication.commands.ts'
