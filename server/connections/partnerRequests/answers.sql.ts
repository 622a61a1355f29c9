import { partnerNeeds } from '#contract/connections/partnerRequests.types.ts'
import { storedJson } from '#server/platform/db/storedJson.ts'

/** What a client has answered, as it is kept. An uninstall with CLEAN leaves choices and takes words away. */
export const storedNeeds = storedJson({ name: 'request for a partner', schema: partnerNeeds, upcasts: [] })
