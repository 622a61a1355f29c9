import { defineStore } from 'pinia'
import type { RouteInput } from '#contract/routes.ts'
import { useCall } from '#app/lib/api.ts'

/** What an agent does with a ticket (T1). The answer reaches every open page as the ticket's events, this one included. */
export const useTicketActionsStore = defineStore('deskTicketActions', () => {
  const call = useCall()
  return {
    read: (ticketId: string) => call('readTicket', { ticketId }),
    take: (ticketId: string) => call('takeTicket', { ticketId }),
    reopen: (ticketId: string) => call('reopenTicket', { ticketId }),
    resume: (ticketId: string) => call('resumeTicket', { ticketId }),
    assign: (input: RouteInput<'assignTicket'>) => call('assignTicket', input),
    resolve: (input: RouteInput<'resolveTicket'>) => call('resolveTicket', input),
    decline: (input: RouteInput<'declineTicket'>) => call('declineTicket', input),
    readScope: (ticketId: string) => call('readTicketScope', { ticketId }),
    declineOutOfScope: (input: RouteInput<'declineOutOfScope'>) => call('declineOutOfScope', input),
    confirmDutyPage: (ticketId: string) => call('confirmDutyPage', { ticketId }),
    recordContact: (input: RouteInput<'recordContact'>) => call('recordContact', input),
    readReasons: (ticketId: string) => call('readReasons', { ticketId }),
    moveDate: (input: RouteInput<'moveDeferralDate'>) => call('moveDeferralDate', input),
    split: (input: RouteInput<'splitTicket'>) => call('splitTicket', input),
    merge: (input: RouteInput<'mergeTicket'>) => call('mergeTicket', input),
    /** Of one client those that are not closed, the newest first. */
    async findOthers({ memberId, search }: { memberId: string; search: string }) {
      const words = search === '' ? {} : { search }
      return (await call('listQueue', { filter: 'open', order: 'newest', memberId, limit: 50, ...words })).tickets
    },
    /** Those of one client that are not closed, the newest first, and whether there are more of them. */
    async openOf(memberId: string, limit: number) {
      const page = await call('listQueue', { filter: 'open', order: 'newest', memberId, limit })
      return { tickets: page.tickets, hasMore: page.nextCursor !== null }
    },
    defer: (input: RouteInput<'deferTicket'>) => call('deferTicket', input),
  }
})
