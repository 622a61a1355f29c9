import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { FoundClient } from '#contract/tickets/queue.types.ts'
import { useCall } from '#app/lib/api.ts'
import { useResource } from '#app/lib/useResource.ts'

/** The link between a client and a company of the desk's CRM, made from either side. */
export const useCompanyLinkStore = defineStore('companyLink', () => {
  const call = useCall()
  const memberId = shallowRef('')
  const search = shallowRef('')
  const found = useResource<FoundClient[]>(async () => (await call('findClients', { search: search.value })).clients)
  const link = useResource(() => call('readCompany', { of: { by: 'client', memberId: memberId.value } }))

  async function showLink(member: string): Promise<void> {
    if (memberId.value !== member) link.value.value = null
    memberId.value = member
    await link.read()
  }

  function findClients(text: string): Promise<void> {
    search.value = text
    return found.read()
  }

  async function linkCompany(member: string, company: number | null): Promise<void> {
    const view = await call('linkCompany', { memberId: member, companyId: company })
    if (member === memberId.value) link.keep(view)
  }

  return {
    link: link.value,
    reason: link.reason,
    clients: found.value,
    searchReason: found.reason,
    showLink,
    findClients,
    linkCompany,
  }
})
