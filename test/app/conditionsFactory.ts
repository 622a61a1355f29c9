import type { ConditionsView } from '#contract/connections/conditions.types.ts'
import { presentConditions } from '#server/connections/conditions/conditions.present.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { support24 } from '#server/regulations/presets/support24.ts'
import { vendorSla } from '#server/regulations/presets/vendorSla.ts'
import { channelsIn, ids, startedAt } from './factories.ts'

const presets = {
  'quantum-maintenance': quantumMaintenance,
  'saas-support': saasSupport,
  'vendor-sla': vendorSla,
  support24,
}

/** The conditions of a preset, as the server says them to a client in the cloud. */
export function conditionsOf(preset: keyof typeof presets, changes: Partial<ConditionsView> = {}): ConditionsView {
  const client = { level: 'professional', clientStatus: 1, plans: null, channels: channelsIn({}) } as const
  const view = presentConditions(
    {
      desk: { deskId: ids.partner, name: 'Партнёр «Альфа»' },
      version: 2,
      regulation: presets[preset],
      client,
      work: null,
      packages: [],
    },
    [],
    new Date(startedAt),
  )
  return { ...view, ...changes }
}
