import { storedJson } from '#server/platform/db/storedJson.ts'
import { mailSettings } from './domain/mailSettings.ts'

/** How a mailbox is reached, as it is kept with its account. */
export const storedMail = storedJson({ name: 'setting of a mailbox', schema: mailSettings, upcasts: [] })
