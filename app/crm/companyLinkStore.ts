import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { FoundClient } from '#contract/tickets/queue.types.ts'
import { call } from '#app/lib/api.ts'
import { useResource } from '#app/lib/useResource.ts'

/** The link between a client and a company of the desk's CRM, made from either side. */
export const useCompanyLinkStore = defineStore('companyLink', () => {
  const memberId = shallowRef('')
  const clients = shallowRef<FoundClient[]>([])
  const link = useResource(() => call('readCompany', { of: { by: 'client', memberId: memberId.value } }))

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

  return { link: link.value, reason: link.reason, clients, showLink, findClients, linkCompany }
})
