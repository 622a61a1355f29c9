import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { AccountView } from '#contract/billing/accounts.types.ts'
import type { CompanyView } from '#contract/billing/crm.types.ts'
import type { FoundClient } from '#contract/tickets/queue.types.ts'
import type { TicketSummary } from '#contract/tickets/types.ts'
import { freshRead } from '../desk/freshRead.ts'
import { call } from '../lib/api.ts'

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

/** The link between a client and a company of the desk's CRM, from either side. */
export const useCompanyStore = defineStore('company', () => {
  const companyId = shallowRef(0)
  const memberId = shallowRef('')
  const clients = shallowRef<FoundClient[]>([])
  const card = freshRead(() => readCard(companyId.value))
  const link = freshRead(() => call('readCompany', { of: { by: 'client', memberId: memberId.value } }))

  async function showCard(id: number): Promise<void> {
    companyId.value = id
    await card.read()
  }

  async function showLink(member: string): Promise<void> {
    if (memberId.value !== member) link.value.value = null
    memberId.value = member
    await link.read()
  }

  async function findClients(search: string): Promise<void> {
    const found = await call('findClients', { search })
    clients.value = found.clients
  }

  async function linkCompany(member: string, company: number | null): Promise<void> {
    const view = await call('linkCompany', { memberId: member, companyId: company })
    if (member === memberId.value) link.keep(view)
  }

  return {
    card: card.value,
    cardReason: card.reason,
    link: link.value,
    linkReason: link.reason,
    clients,
    showCard,
    showLink,
    findClients,
    linkCompany,
  }
})

async function readCard(companyId: number): Promise<CompanyCard> {
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
