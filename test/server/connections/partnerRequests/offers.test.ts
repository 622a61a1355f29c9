import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { startPartnerScene, terms } from './partnerScene.ts'

const scene = await startPartnerScene()
const { world, admin, integrator, alpha, deskIds } = scene
const { rest, askNow, handTo, take } = scene
const other = await world.install('other', 'client')
afterAll(() => world.stop())
beforeEach(rest)

describe('E11 what a partner offers', () => {
  it('C2 an offer is its portal’s alone, carries no code, and dies with its code', async () => {
    const { ticketId } = await askNow()
    const handoverId = await handTo(ticketId, deskIds.alpha)
    const answer = await world.call('answerPartnerRequest', { handoverId, ...terms }, alpha)
    const [code] = (await world.call('listCodes', { state: 'active' }, alpha)).codes
    const search = await world.call('readPartnerSearch', {}, admin)

    expect(await world.ask('previewOffer', { handoverId }, other)).toMatchObject({ code: 'not_found' })
    expect(await world.ask('previewOffer', { handoverId }, integrator)).toMatchObject({ code: 'admin_only' })
    expect(code).toMatchObject({ maxUses: 1, portal: world.sandbox.portals.client.domain })
    expect(JSON.stringify([answer, search])).not.toContain(code?.lastGroup)
    expect(await world.ask('takeOffer', { handoverId, stateToken: 'stale' }, admin)).toMatchObject({
      code: 'preview_stale',
    })
    await world.call('revokeCode', { codeId: code?.codeId ?? '' }, alpha)
    expect(await world.ask('previewOffer', { handoverId }, admin)).toMatchObject({ code: 'code_revoked' })
    expect(await world.ask('readOfferConditions', { handoverId }, admin)).toMatchObject({ code: 'code_revoked' })
    await world.call('answerPartnerRequest', { handoverId, ...terms }, alpha)
    expect((await take(handoverId)).connection?.deskId).toBe(deskIds.alpha)
  })

  it('E8 what the offer promises is read before it is taken, as it is then, and by its portal’s admin alone', async () => {
    const { ticketId } = await askNow()
    const handoverId = await handTo(ticketId, deskIds.alpha)
    const waiting = await world.ask('readOfferConditions', { handoverId }, admin)
    await world.call('answerPartnerRequest', { handoverId, ...terms }, alpha)

    const { plans } = await world.call('previewOffer', { handoverId }, admin)
    const { conditions } = await world.call('readOfferConditions', { handoverId }, admin)
    const asked = { handoverId, language: 'ru', timeZone: 'Europe/Moscow' } as const
    const { base64 } = await world.call('exportOfferConditions', asked, admin)
    const byOthers = [
      await world.ask('readOfferConditions', { handoverId }, other),
      await world.ask('exportOfferConditions', asked, other),
      await world.ask('readOfferConditions', { handoverId }, integrator),
      await world.ask('exportOfferConditions', asked, integrator),
    ]
    await take(handoverId)
    const own = await world.call('readConditions', {}, admin)

    expect(waiting).toMatchObject({ ok: false, code: 'not_found' })
    expect(conditions.plans).toEqual(plans)
    expect(own.conditions).toEqual({ ...conditions, at: own.conditions?.at })
    expect(atob(base64)).toMatch(/^%PDF/)
    expect(byOthers.map((answer) => (answer.ok ? 'read' : answer.code))).toEqual([
      'not_found',
      'not_found',
      'admin_only',
      'admin_only',
    ])
    expect(await world.ask('readOfferConditions', { handoverId }, admin)).toMatchObject({ ok: false })
  })
})
