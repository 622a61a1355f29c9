import type { FileRoutes } from '#server/tickets/files/files.routes.ts'
import { newId } from '#test/support/world.ts'
import type { GoodInput } from '../goodPartnerInputs.ts'

/** Of files that are not there: those that are stand in `test/server/tickets/files`. */
export const goodFiles: { [Name in FileRoutes]: GoodInput<Name> } = {
  finishUpload: { by: 'integrator', input: () => ({ fileId: newId() }) },
  dropUpload: { by: 'integrator', input: () => ({ fileId: newId() }) },
  linkFiles: { by: 'agent', input: () => ({ files: [{ fileId: newId(), variant: 'thumbnail' }] }) },
  readFileLimits: { by: 'integrator', input: () => ({}) },
  readFileSettings: { by: 'agent', input: () => ({}) },
  saveFileSettings: { by: 'owner', input: () => ({ keptDays: 365 }) },
}
