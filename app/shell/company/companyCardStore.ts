import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { AccountView } from '#contract/billing/accounts.types.ts'
import type { CompanyView } from '#contract/billing/crm.types.ts'
import type { TicketSummary } from '#contract/tickets/types.ts'
import { useResource } from '#app/lib/useResource.ts'
import { useCall } from '#app/lib/api.ts'
import type { Call } from '#app/lib/api.ts'

/** What a card of CRM shows of the client that its company is. */
export interface CompanyCard {
  company: CompanyView
  account: AccountView | null
  /** How far the server's clock is ahead of this computer's. */
  skewMs: number
  tickets: TicketSummary[]
  hasMoreTickets: boolean
}

const shownTickets = 10

/** The card of one company, as its tab in CRM shows it. */
export const useCompanyCardStore = defineStore('companyCard', () => {
  const call = useCall()
  const companyId = shallowRef(0)
  const { value: card, reason, read } = useResource(() => readCard(call, companyId.value))

  async function show(id: number): Promise<void> {
    companyId.value = id
    await read()
  }

  return { card, reason, show }
})

async function readCard(call: Call, companyId: number): Promise<CompanyCard> {
  const company = await call('readCompany', { of: { by: 'company', companyId } })
  if (company.link === null) return { company, account: null, skewMs: 0, tickets: [], hasMoreTickets: false }
  const { memberId } = company.link
  const [account, { tickets, nextCursor }] = await Promise.all([
    call('readAccount', { account: { side: 'desk', memberId } }),
    call('listQueue', { memberId, filter: 'open', order: 'newest', limit: shownTickets }),
  ])
  const skewMs = Date.parse(account.at) - Date.now()
  return { company, account, skewMs, tickets, hasMoreTickets: nextCursor !== null }
}
