import { defineStore } from 'pinia'
import { useCall } from '#app/lib/api.ts'

/** I4: what either side does about a ticket that waits for its writer's word. */
export const useTicketCodesStore = defineStore('ticketCodes', () => {
  const call = useCall()

  async function send(ticketId: string): Promise<void> {
    await call('sendTicketCode', { ticketId })
  }

  async function confirm(ticketId: string): Promise<void> {
    await call('confirmIdentity', { ticketId })
  }

  return { send, confirm }
})
