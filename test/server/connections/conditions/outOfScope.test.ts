import { describe, expect, it } from 'vitest'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { newId } from '#test/support/world.ts'
import { openTicket } from '../../situation.ts'
import { useVersions } from '../versions/versionStage.ts'

const stage = useVersions()

describe('T5 a ticket that is outside of support', () => {
  async function opened() {
    const client = await stage.aClient()
    const { ticketId } = await openTicket(stage.world(), await stage.admin(client), 'сделайте нам модуль')
    return { client, ticketId, messageId: newId() }
  }

  async function endOf(client: string, ticketId: string) {
    const page = await stage.world().call('readEvents', { ticketId }, await stage.admin(client))
    return page.events.findLast(({ type }) => type === 'ticket.moved')
  }

  it('is declined at one go: the client has the answer, the reason in its language, and the way on as it was then', async () => {
    const { client, ticketId, messageId } = await opened()
    const world = stage.world()
    const scope = await world.call('readTicketScope', { ticketId }, await stage.owner())
    const text = scope.areas[0]?.text.ru ?? ''
    const input = { ticketId, messageId, text, area: 'maintenance' }

    const view = await world.call('declineOutOfScope', input, await stage.owner())
    await world.call('declineOutOfScope', input, await stage.owner())
    const before = await endOf(client, ticketId)
    await stage.publish(
      { scope: { ...quantumMaintenance.scope, quoteQuestions: [], outside: { text: words('иначе'), way: null } } },
      { who: 'existing', from: stage.inDays(31) },
    )
    await stage.daysLater(32)

    expect(scope.language).toBe('ru')
    expect(scope.areas).toMatchObject([{ code: 'maintenance', way: { to: 'askForQuote' } }])
    expect(view.summary).toMatchObject({ status: 'closed', closeReason: 'declined' })
    expect(before).toMatchObject({ reason: { code: 'outOfScope' }, way: { to: 'askForQuote' } })
    expect(await endOf(client, ticketId)).toEqual(before)
    const { events } = await world.call('readEvents', { ticketId }, await stage.admin(client))
    expect(events.filter(({ type }) => type === 'ticket.moved')).toHaveLength(1)
    expect(JSON.stringify(events)).toContain(text)
  }, 60_000)

  it('of an area that its regulation does not have nothing is declined; a client marks nothing', async () => {
    const { client, ticketId, messageId } = await opened()
    const world = stage.world()
    const input = { ticketId, messageId, text: 'нет', area: 'cooking' }

    const unknown = await world.ask('declineOutOfScope', input, await stage.owner())
    const byClient = await world.ask('declineOutOfScope', { ...input, area: null }, await stage.admin(client))
    const readByClient = await world.ask('readTicketScope', { ticketId }, await stage.admin(client))

    expect(unknown).toMatchObject({ code: 'invalid_input', details: { field: 'area' } })
    expect([byClient, readByClient]).toMatchObject([{ code: 'not_allowed' }, { code: 'not_allowed' }])
    expect(await world.call('readTicket', { ticketId }, await stage.admin(client))).toMatchObject({
      summary: { status: 'queued' },
    })
  }, 60_000)

  it('control: what is declined otherwise leads nowhere', async () => {
    const { client, ticketId, messageId } = await opened()

    const world = stage.world()
    const owner = await stage.owner()
    await world.call('declineTicket', { ticketId, messageId, text: 'нет', reason: 'moreFromClient' }, owner)

    expect(await endOf(client, ticketId)).not.toHaveProperty('way')
  }, 60_000)
})

function words(text: string) {
  return { ru: text, uk: text, en: text }
}
