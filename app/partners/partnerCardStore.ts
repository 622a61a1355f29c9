import { defineStore } from 'pinia'
import type { PartnerCard } from '#contract/connections/partnerRequests.types.ts'
import { newId } from '#app/lib/newId.ts'
import { useCall } from '#app/lib/api.ts'
import { useKeyedResource } from '#app/lib/useResource.ts'

type Desks = { desks: { deskId: string; name: string }[]; nextCursor: string | null }

/** E11: the request for a partner behind a ticket of the standard desk; null where the ticket is about something else. */
export const usePartnerCardStore = defineStore('partnerCard', () => {
  const call = useCall()
  const cardOf = useKeyedResource<string, { card: PartnerCard | null }>(
    (ticketId) => call('readPartnerCard', { ticketId }),
    (ticketId) => ticketId,
  )

  function findDesks(ticketId: string, search: string, after: string | null): Promise<Desks> {
    return call('listPartnerDesks', { ticketId, search, ...(after === null ? {} : { cursor: after }) })
  }

  async function hand(ticketId: string, handed: { handoverId: string; deskId: string; note: string }): Promise<void> {
    cardOf(ticketId).keep(await call('handPartnerRequest', { ticketId, ...handed }))
  }

  async function recall(ticketId: string, handoverId: string): Promise<void> {
    cardOf(ticketId).keep(await call('recallPartnerRequest', { ticketId, handoverId }))
  }

  return { cardOf, findDesks, hand, recall, newHandover: newId }
})
