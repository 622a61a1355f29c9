import { defineStore } from 'pinia'
import type { Evidence } from '#contract/sla/evidence.types.ts'
import type { RouteInput, RouteOutput } from '#contract/routes.ts'
import type { SlaView, TicketKinds } from '#contract/sla/types.ts'
import { useCall } from '#app/lib/api.ts'
import { useKeyedResource } from '#app/lib/useResource.ts'

/** What is shown of a ticket's clocks; `skewMs` is how far the server's clock is ahead of this computer's. */
export interface ShownSla {
  readonly view: SlaView
  readonly skewMs: number
}

/** The clocks of the tickets that are open on this page. */
export const useSlaStore = defineStore('sla', () => {
  const call = useCall()
  /** Without an answer what is known stands and goes on ticking. */
  const clocksOf = useKeyedResource<string, ShownSla>(
    async (ticketId) => {
      const view = await call('readSla', { ticketId })
      return { view, skewMs: Date.parse(view.at) - Date.now() }
    },
    (ticketId) => ticketId,
  )
  const load = (ticketId: string): Promise<void> => clocksOf(ticketId).read()

  async function classify(input: RouteInput<'classifyTicket'>): Promise<void> {
    await call('classifyTicket', input)
    await load(input.ticketId)
  }

  return {
    shownOf: (ticketId: string): ShownSla | null => clocksOf(ticketId).value.value,
    load,
    classify,
    readKinds: (ticketId: string): Promise<TicketKinds> => call('readKinds', { ticketId }),
    readNewKinds: (): Promise<TicketKinds> => call('readNewKinds', {}),
    readEvidence: (which: RouteInput<'readEvidence'>): Promise<Evidence> => call('readEvidence', which),
    exportEvidence: (which: RouteInput<'exportEvidence'>): Promise<Evidence> => call('exportEvidence', which),
    exportEvidencePdf: (which: RouteInput<'exportEvidencePdf'>): Promise<RouteOutput<'exportEvidencePdf'>> =>
      call('exportEvidencePdf', which),
  }
})
