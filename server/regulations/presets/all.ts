import type { Regulation } from '#contract/regulations/document.types.ts'
import { quantumMaintenance } from './quantumMaintenance.ts'
import { saasSupport } from './saasSupport.ts'
import { support24 } from './support24.ts'
import { vendorSla } from './vendorSla.ts'

/** The regulations that ship with the product, by key. */
export const presets: Readonly<Record<string, Regulation>> = {
  [support24.key]: support24,
  [quantumMaintenance.key]: quantumMaintenance,
  [vendorSla.key]: vendorSla,
  [saasSupport.key]: saasSupport,
}
