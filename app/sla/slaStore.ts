import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import type { Evidence } from '#contract/sla/evidence.types.ts'
import type { RouteInput, RouteOutput } from '#contract/routes.ts'
import type { SlaView, TicketKinds } from '#contract/sla/types.ts'
import { call } from '#app/lib/api.ts'
import { toApiError } from '#app/lib/apiError.ts'

/** What is shown of a ticket's clocks; `skewMs` is how far the server's clock is ahead of this computer's. */
export interface ShownSla {
  readonly view: SlaView
  readonly skewMs: number
}

/** The clocks of the tickets that are open on this page. */
export const useSlaStore = defineStore('sla', () => {
  const shown = shallowReactive(new Map<string, ShownSla>())
  const questions = new Map<string, number>()

  /** The answer to the newest question counts; without an answer what is known stands and goes on ticking. */
  async function load(ticketId: string): Promise<void> {
    const question = (questions.get(ticketId) ?? 0) + 1
    questions.set(ticketId, question)
    try {
      const view = await call('readSla', { ticketId })
      if (questions.get(ticketId) !== question) return
      shown.set(ticketId, { view, skewMs: Date.parse(view.at) - Date.now() })
    } catch (error) {
      toApiError(error)
    }
  }

  async function classify(input: RouteInput<'classifyTicket'>): Promise<void> {
    await call('classifyTicket', input)
    await load(input.ticketId)
  }

  return {
    shown,
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
