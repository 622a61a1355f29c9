import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSituation, type Situation } from '../situation.ts'

let situation: Situation
let memberId: string
beforeAll(async () => {
  situation = await startSituation()
  const { world, tokens } = situation
  memberId = world.sandbox.portals['firm']?.memberId ?? ''
  const before = await world.call('readTicket', { ticketId: situation.tickets.partner.ticketId }, tokens.owner)
  expect(before.client?.licence).not.toBeNull()
  expect(await world.ask('setClientStatus', { memberId, status: 1, until: null }, tokens.owner)).toMatchObject({
    ok: true,
  })
  const { stateToken } = await world.call('readSupport', {}, tokens.admin)
  await world.call('returnToStandard', { stateToken }, tokens.admin)
}, 120_000)
afterAll(() => situation.world.stop())

describe('E3 a partner that a portal has left', () => {
  it('reads its tickets, but not the tariff that the portal has now', async () => {
    const { world, tokens, tickets } = situation

    const { summary, client } = await world.call('readTicket', { ticketId: tickets.partner.ticketId }, tokens.owner)
    expect(summary).toMatchObject({ lock: 'left_desk', memberId })
    expect(client).toMatchObject({ licence: null, boxIsEnterprise: null, connectedSince: null })
  })

  it('sets neither its status nor its edition any more', async () => {
    const { world, tokens } = situation

    const status = await world.ask('setClientStatus', { memberId, status: 2, until: null }, tokens.owner)
    const edition = await world.ask('setBoxEdition', { memberId, isEnterprise: true }, tokens.owner)

    expect(status).toMatchObject({ code: 'client_left' })
    expect(edition).toMatchObject({ code: 'client_left' })
  })

  it('finds no channels of the portal among its connections, which go by the present edition', async () => {
    const { world, tokens } = situation

    const { connections } = await world.call('listConnections', {}, tokens.owner)

    expect(connections).toMatchObject([{ memberId, endedReason: 'client_left', channels: null }])
  })

  it('control: the desk that serves it now reads the tariff', async () => {
    const { world, tokens, tickets } = situation

    const { client } = await world.call('readTicket', { ticketId: tickets.standard.ticketId }, tokens.standardAgent)

    expect(client?.licence).toEqual(expect.any(String))
  })

  it('Q4 what was bought goes on: its orders and its account are read, and a company may be linked', async () => {
    const { world, tokens } = situation
    const account = { side: 'desk', memberId } as const

    expect(await world.ask('readOffers', { account }, tokens.owner)).toMatchObject({ ok: true })
    expect(await world.ask('listOrders', { side: 'desk', memberId }, tokens.owner)).toMatchObject({ ok: true })
    expect(await world.ask('readCompany', { of: { by: 'client', memberId } }, tokens.owner)).toMatchObject({ ok: true })
  })
})
