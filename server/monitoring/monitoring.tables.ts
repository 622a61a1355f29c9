import type { Generated } from 'kysely'
import type { InThree } from '#contract/common.ts'
import type { Audience } from '#contract/announcements/types.ts'
import type { ComponentSource, SignalShape } from '#contract/monitoring/types.ts'
import type { Json } from '#server/platform/db/tables.ts'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    monitoring_components: {
      component_id: string
      desk_id: string
      revision: Generated<number>
      title: Json<InThree>
      audience: Json<Audience>
      open_after: number
      close_after: number
      is_public: boolean
      source: Generated<ComponentSource>
      token_hash: Buffer
      sealed_secret: string | null
      state: Json<unknown>
      due_at: Date | null
      first_heard_at: Date | null
      added_at: Date
    }
    monitoring_signals: {
      signal_id: Generated<number>
      component_id: string
      at: Date
      shape: SignalShape
      firing: number
      resolved: number
      body: string
    }
    monitoring_own_health: { one: Generated<boolean>; looked_at: Date }
    status_pages: { desk_id: string; slug: string; opened_at: Date }
    monitoring_incidents: {
      incident_id: string
      component_id: string
      is_unstable: boolean
      opened_at: Date
      closed_at: Date | null
    }
  }
}
