import { regulation } from '#contract/regulations/document.types.ts'
import { storedJson } from '#server/platform/db/storedJson.ts'
import { countryRules } from './upcasts/0001.ts'
import { usualPriority } from './upcasts/0002.ts'
import { fromThree } from './upcasts/0003.ts'
import { fromFour } from './upcasts/0004.ts'
import { fromFive } from './upcasts/0005.ts'

/**
 * D1: a document is a promise for as long as anybody goes by it, so a stored one is taken as it was written: brought up to today's
 * form, and not held to limits and rules of consistency that came later. Those are for what is published from now on.
 */
export const storedRegulation = storedJson({
  name: 'regulation',
  schema: regulation,
  upcasts: [countryRules, usualPriority, fromThree, fromFour, fromFive],
})
