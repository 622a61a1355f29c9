import { defineStore } from 'pinia'
import type { OpenedBox } from '#contract/tickets/access.types.ts'
import type { RouteInput } from '#contract/routes.ts'
import type { TicketView } from '#contract/tickets/types.ts'
import { useCall } from '#app/lib/api.ts'

/** What both sides do with access (T9). What is in a box is answered to whoever shows it, and kept nowhere. */
export const useAccessStore = defineStore('ticketAccess', () => {
  const call = useCall()
  const listeners = new Set<(view: TicketView) => Promise<void>>()

  /** Whoever shows the ticket takes what an act was answered with. */
  function onTaken(listener: (view: TicketView) => Promise<void>): () => void {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }

  async function took(view: TicketView): Promise<void> {
    await Promise.all([...listeners].map((listener) => listener(view)))
  }

  return {
    onTaken,
    ask: async (input: RouteInput<'askAccess'>) => took(await call('askAccess', input)),
    give: async (input: RouteInput<'giveBox'>) => took(await call('giveBox', input)),
    offer: async (input: RouteInput<'offerBox'>) => took(await call('offerBox', input)),
    refuse: async (input: RouteInput<'refuseBox'>) => took(await call('refuseBox', input)),
    end: async (input: RouteInput<'endBox'>) => took(await call('endBox', input)),
    confirm: async (input: RouteInput<'confirmBoxChanged'>) => took(await call('confirmBoxChanged', input)),
    startSession: async (input: RouteInput<'startRemoteSession'>) => took(await call('startRemoteSession', input)),
    endSession: async (input: RouteInput<'endRemoteSession'>) => took(await call('endRemoteSession', input)),
    look: (input: RouteInput<'lookIntoBox'>): Promise<OpenedBox> => call('lookIntoBox', input),
  }
})
