import { sql } from 'kysely'
import type { PartnerNeeds } from '#contract/connections/partnerRequests.types.ts'
import { person } from '#test/portal/people.ts'
import { newId, startWorld, type World } from '#test/support/world.ts'

export const needs: PartnerNeeds = {
  company: 'ООО «Ромашка»',
  works: ['automation', 'training'],
  work: 'Нужны роботы в сделках, тайна-ответа',
  users: 'upTo50',
  size: 'days',
  languages: ['ru', 'uk'],
  rhythm: 'urgent',
}
export const terms = { expiresInDays: 30, clientStatus: 1, note: '' }

export const asking = () => ({
  requestId: newId(),
  ticketId: newId(),
  messageId: newId(),
  needs,
  isAgreed: true as const,
})

/** A client with an integrator, the standard desk, and two partners that take requests. */
export async function startPartnerScene() {
  const world = await startWorld()
  const owner = person(1, 'Кира Бетова', { isAdmin: true })
  await world.sandbox.addPortal({ key: 'beta', title: 'Партнёр «Бета»', users: { owner } })
  await world.sandbox.addPortal({ key: 'other', title: 'Другой клиент', users: { owner } })
  const standard = await world.install('standard', 'desk', 'standard')
  const alpha = await world.install('partner', 'desk')
  const beta = await world.install('beta', 'desk')
  const admin = await world.install('client', 'client')
  await world.call('namePerson', { userId: 3, as: 'integrator' }, admin)
  const integrator = await world.enter('client', 3)
  const deskOf = async (token: string) => (await world.call('readDesk', {}, token)).deskId
  await world.call('acceptPartnerRequests', { accepts: true }, alpha)
  await world.call('acceptPartnerRequests', { accepts: true }, beta)
  const people = { standard, alpha, beta, admin, integrator }
  return {
    world,
    ...people,
    deskIds: { alpha: await deskOf(alpha), beta: await deskOf(beta) },
    ...steps(world, people),
  }
}

function steps(world: World, { admin, standard }: { admin: string; standard: string }) {
  return {
    /** As on the first day: no partner, no search, and what was asked and sent is long ago. */
    rest: async () => {
      const { connection, stateToken } = await world.call('readSupport', {}, admin)
      if (connection !== null) await world.call('returnToStandard', { stateToken }, admin)
      const { request } = await world.call('readPartnerSearch', {}, admin)
      if (request !== null) await world.call('withdrawPartnerRequest', { requestId: request.requestId }, admin)
      await sql`update partner_requests set asked_at = asked_at - interval '2 days'`.execute(world.store.db)
      await sql`update support_codes set sent_at = sent_at - interval '2 days'`.execute(world.store.db)
    },
    askNow: async () => {
      const { request } = await world.call('askForPartner', asking(), admin)
      if (request === null) throw new Error('nothing was asked')
      return request
    },
    handTo: async (ticketId: string, deskId: string, note = '') => {
      const handoverId = newId()
      await world.call('handPartnerRequest', { ticketId, handoverId, deskId, note }, standard)
      return handoverId
    },
    incoming: async (token: string, filter: 'live' | 'all' = 'live') =>
      (await world.call('listPartnerRequests', { filter }, token)).requests,
    take: async (handoverId: string) => {
      const preview = await world.call('previewOffer', { handoverId }, admin)
      return world.call('takeOffer', { handoverId, stateToken: preview.stateToken }, admin)
    },
    /** By another code, as somebody who has found a partner without any search. */
    connectTo: async (owner: string) => {
      const { code } = await world.call('issueCode', { ...terms, maxUses: 1 }, owner)
      const { stateToken } = await world.call('previewCode', { code }, admin)
      return world.call('activateCode', { code, stateToken }, admin)
    },
  }
}
