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
} from './portals.commands.ts'
export { lockPortal } from './portals.sql.ts'
