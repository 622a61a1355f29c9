import { sql } from 'kysely'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { eventually } from '#test/support/eventually.ts'
import { newId } from '#test/support/world.ts'
import { asking, needs, startPartnerScene, terms } from './partnerScene.ts'

const scene = await startPartnerScene()
const { world, admin, integrator, alpha, beta, standard, deskIds } = scene
const { rest, askNow, handTo, incoming, take, connectTo } = scene
afterAll(() => world.stop())
beforeEach(rest)

describe('E11 asking for a partner', () => {
  it('makes a service request at the standard desk, in the language of the portal, with the answers beside it', async () => {
    const { ticketId, number, status } = await askNow()
    const view = await world.call('readTicket', { ticketId }, standard)
    const { events } = await world.call('readEvents', { ticketId }, standard)
    const { card } = await world.call('readPartnerCard', { ticketId }, standard)

    expect(view.summary).toMatchObject({
      subject: 'Поиск партнёра: ООО «Ромашка»',
      number,
      queue: { priority: 'medium' },
    })
    expect(view.summary.queue?.category).toBe('serviceRequest')
    const text = events.flatMap((event) => (event.type === 'message.sent' ? [event.message.text] : []))[0] ?? ''
    expect(text).toContain('Что нужно: роботы и бизнес-процессы, обучение сотрудников')
    expect(text).toContain('тайна-ответа')
    expect(status).toBe('open')
    expect(card).toMatchObject({ needs, canHand: true, handovers: [] })
  })

  it('is one at a time: whoever asks again, or twice at once, finds the one that is open', async () => {
    const [one, other] = await Promise.all([
      world.call('askForPartner', asking(), admin),
      world.call('askForPartner', asking(), admin),
    ])
    const again = await world.call('askForPartner', asking(), admin)

    expect(one.request?.requestId).toBe(other.request?.requestId)
    expect(again.request?.requestId).toBe(one.request?.requestId)
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from partner_requests where status = 'active'`.execute(world.store.db)
    expect(rows[0]?.count).toBe(1)
  })

  it('has to be agreed to, and is the admin’s; integrators see how it stands', async () => {
    const unasked = await world.ask('askForPartner', { ...asking(), isAgreed: false }, admin)
    const byIntegrator = await world.ask('askForPartner', asking(), integrator)
    await askNow()

    expect(unasked).toMatchObject({ ok: false, code: 'invalid_input' })
    expect(byIntegrator).toMatchObject({ ok: false, code: 'admin_only' })
    expect((await world.call('readPartnerSearch', {}, integrator)).request?.needs).toEqual(needs)
  })

  it('three times a day at most', async () => {
    for (let times = 0; times < 3; times += 1) {
      const { requestId } = await askNow()
      await world.call('withdrawPartnerRequest', { requestId }, admin)
    }

    expect(await world.ask('askForPartner', asking(), admin)).toMatchObject({ code: 'partner_asked_too_often' })
  })

  it('E1 is not offered where nobody of the standard desk answers, nor to whoever has a partner', async () => {
    const setLicence = (family: string) =>
      sql`update portals set licence = ${`ru_${family}`}, licence_family = ${family}, licence_type = ${family}
           where member_id = ${world.sandbox.portals.client.memberId}`.execute(world.store.db)
    await setLicence('free')
    const free = await world.call('readPartnerSearch', {}, admin)
    const refused = await world.ask('askForPartner', asking(), admin)
    await setLicence('pro')
    await connectTo(alpha)

    expect(free).toEqual({ obstacle: 'no_people', request: null })
    expect(refused).toMatchObject({ code: 'no_people' })
    expect(await world.ask('askForPartner', asking(), admin)).toMatchObject({ code: 'partner_connected' })
  })
})

describe('E11 handing it to a partner', () => {
  it('goes to a desk that takes requests, which reads the answers; its owner answers and the client connects without typing', async () => {
    const { ticketId, requestId } = await askNow()
    const { desks } = await world.call('listPartnerDesks', { ticketId, search: '' }, standard)
    const handoverId = await handTo(ticketId, deskIds.alpha, 'Клиент спешит')
    const [request] = await incoming(alpha)
    await world.call('answerPartnerRequest', { handoverId, ...terms }, alpha)
    const offered = await world.call('readPartnerSearch', {}, admin)
    const support = await take(handoverId)

    expect(desks.map(({ deskId }) => deskId).toSorted()).toEqual([deskIds.alpha, deskIds.beta].toSorted())
    expect(request).toMatchObject({ status: 'waiting', needs, note: 'Клиент спешит', company: 'ООО «Ромашка»' })
    expect(offered.request).toMatchObject({ requestId, status: 'offered', handovers: [{ offer: { state: 'active' } }] })
    expect(support.connection?.deskId).toBe(deskIds.alpha)
    expect(await world.call('readPartnerSearch', {}, admin)).toEqual({ obstacle: 'partner_connected', request: null })
    expect((await incoming(alpha, 'all'))[0]).toMatchObject({ handoverId, status: 'connected', needs })
    expect(await incoming(alpha)).toEqual([])
  })

  it('E3 shows nothing to another partner, to the client nothing of notes and reasons, and takes the answers back when it moves on', async () => {
    const { ticketId } = await askNow()
    const first = await handTo(ticketId, deskIds.alpha, 'заметка-стола')
    const whileAtAlpha = await incoming(beta, 'all')
    await world.call('declinePartnerRequest', { handoverId: first, reason: 'причина-партнёра' }, alpha)
    await handTo(ticketId, deskIds.beta)
    const [declined] = (await incoming(alpha, 'all')).filter((one) => one.handoverId === first)
    const forClient = JSON.stringify([
      await world.call('readPartnerSearch', {}, admin),
      await world.call('readEvents', { ticketId }, admin),
    ])
    const { card } = await world.call('readPartnerCard', { ticketId }, standard)

    expect(whileAtAlpha.filter((one) => one.handoverId === first)).toEqual([])
    expect(await world.ask('answerPartnerRequest', { handoverId: first, ...terms }, beta)).toMatchObject({
      code: 'not_found',
    })
    expect(await world.call('readPartnerCard', { ticketId }, alpha)).toEqual({ card: null })
    expect(await world.ask('listPartnerDesks', { ticketId }, alpha)).toMatchObject({ code: 'not_found' })
    expect(declined).toMatchObject({ status: 'declined', needs: null, portalName: null, note: '' })
    expect(forClient).not.toMatch(/заметка-стола|причина-партнёра/)
    expect(card?.handovers).toMatchObject([
      { status: 'declined', declineReason: 'причина-партнёра', note: 'заметка-стола' },
      { status: 'waiting' },
    ])
  })

  it('tells both sides in the ticket where it stands, under numbers without a gap', async () => {
    const { ticketId } = await askNow()
    const handoverId = await handTo(ticketId, deskIds.alpha)
    await world.call('declinePartnerRequest', { handoverId, reason: 'нет людей' }, alpha)
    const { events } = await world.call('readEvents', { ticketId }, admin)

    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
    expect(events.slice(2)).toMatchObject([
      { type: 'ticket.partnerStep', step: 'handed', partner: 'Интегратор Плюс', by: { side: 'system', name: '' } },
      { type: 'ticket.partnerStep', step: 'declined', partner: 'Интегратор Плюс' },
    ])
  })

  it('of two who hand it over at once one wins; the same hand-over again is the same', async () => {
    const { ticketId } = await askNow()
    const hand = (deskId: string, handoverId = newId()) => ({ ticketId, handoverId, deskId, note: '' })
    const mine = hand(deskIds.alpha)
    const answers = await Promise.all([
      world.ask('handPartnerRequest', mine, standard),
      world.ask('handPartnerRequest', hand(deskIds.beta), standard),
    ])
    const won = (await world.call('readPartnerCard', { ticketId }, standard)).card?.handovers ?? []
    const again = await world.ask('handPartnerRequest', { ...hand(won[0]?.deskId ?? '', won[0]?.handoverId) }, standard)

    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ code: 'partner_request_moved' })
    expect(won).toHaveLength(1)
    expect(again).toMatchObject({ ok: true })
  })

  it('is refused for a desk that takes none, and for tickets of others', async () => {
    const { ticketId } = await askNow()
    await world.call('acceptPartnerRequests', { accepts: false }, beta)
    const input = { ticketId, handoverId: newId(), deskId: deskIds.beta, note: '' }
    const refused = await world.ask('handPartnerRequest', input, standard)
    const listed = await world.call('listPartnerDesks', { ticketId }, standard)
    await world.call('acceptPartnerRequests', { accepts: true }, beta)

    expect(refused).toMatchObject({ code: 'partner_not_accepting' })
    expect(listed.desks.map(({ deskId }) => deskId)).toEqual([deskIds.alpha])
    expect(await world.ask('handPartnerRequest', { ...input, handoverId: newId() }, alpha)).toMatchObject({
      code: 'not_found',
    })
  })

  it('is taken back from a partner that does not answer, whose answer comes too late then', async () => {
    const { ticketId } = await askNow()
    const handoverId = await handTo(ticketId, deskIds.alpha)
    await world.call('recallPartnerRequest', { ticketId, handoverId }, standard)

    expect(await world.ask('answerPartnerRequest', { handoverId, ...terms }, alpha)).toMatchObject({
      code: 'partner_request_moved',
    })
    expect((await world.call('readPartnerCard', { ticketId }, standard)).card?.canHand).toBe(true)
    expect((await incoming(alpha, 'all'))[0]).toMatchObject({ handoverId, status: 'recalled', needs: null })
  })
})

describe('E11 the end of a search', () => {
  it('withdrawing ends it with its ticket; the partner answers in vain', async () => {
    const { ticketId, requestId } = await askNow()
    const handoverId = await handTo(ticketId, deskIds.alpha)
    const [answered, withdrawn] = await Promise.all([
      world.ask('answerPartnerRequest', { handoverId, ...terms }, alpha),
      world.ask('withdrawPartnerRequest', { requestId }, admin),
    ])

    expect(withdrawn).toMatchObject({ ok: true, body: { request: null } })
    // Whoever was first: an answer in time helps no more than one that came too late.
    expect(answered.ok ? 'partner_request_over' : answered.code).toBe('partner_request_over')
    expect(await world.ask('previewOffer', { handoverId }, admin)).toMatchObject({ ok: false })
    expect((await world.call('readTicket', { ticketId }, admin)).summary).toMatchObject({
      status: 'closed',
      closeReason: 'withdrawn',
    })
    expect(await incoming(alpha)).toEqual([])
    expect(await world.ask('withdrawPartnerRequest', { requestId }, admin)).toMatchObject({ ok: true })
  })

  it('whoever connects another partner has found one: nobody is asked any more, and the others learn no more than that', async () => {
    const { ticketId } = await askNow()
    const handoverId = await handTo(ticketId, deskIds.alpha)
    await connectTo(beta)

    expect(await world.ask('answerPartnerRequest', { handoverId, ...terms }, alpha)).toMatchObject({
      code: 'partner_request_over',
    })
    const [row] = await incoming(alpha, 'all')
    expect(row).toMatchObject({ handoverId, status: 'over', needs: null, portalName: null })
    expect((await world.call('readPartnerCard', { ticketId }, standard)).card?.status).toBe('connected')
  })

  it('a closed ticket closes it: the portal may ask anew', async () => {
    const { ticketId, requestId } = await askNow()
    await world.call('withdrawTicket', { ticketId }, admin)
    const gone = await world.call('readPartnerSearch', {}, admin)
    const handing = { ticketId, handoverId: newId(), deskId: deskIds.alpha, note: '' }

    expect(gone.request).toBeNull()
    expect(await world.ask('handPartnerRequest', handing, standard)).toMatchObject({ code: 'partner_request_over' })
    expect((await askNow()).requestId).not.toBe(requestId)
  })

  it('D4 C2 the owner is told of a request, the client’s admins of the code, the standard desk of the answer', async () => {
    const { ticketId } = await askNow()
    const handoverId = await handTo(ticketId, deskIds.alpha)
    await world.call('answerPartnerRequest', { handoverId, ...terms }, alpha)
    const sentTo = (portal: string) =>
      world.sandbox
        .notifications(portal)
        .map(({ message }) => message)
        .join('\n')

    await eventually(() => {
      expect(sentTo('partner')).toContain('передаёт вам запрос на партнёра')
      expect(sentTo('client')).toContain('приглашает подключить поддержку')
      expect(sentTo('standard')).toContain('предлагает поддержку по запросу')
    })
  })

  it('D5 stands in the logs of the desks concerned; a partner reads no name of another desk’s people', async () => {
    const { entries } = await world.call('listAudit', { kinds: ['connections'], limit: 100 }, alpha)
    const ofStandard = await world.call('listAudit', { kinds: ['connections'], limit: 100 }, standard)

    const types = entries.map(({ type }) => type)
    expect(types).toEqual(expect.arrayContaining(['partner.received', 'partner.answered', 'partner.declined']))
    expect(entries.filter(({ type }) => type === 'partner.received').every(({ by }) => by.side === 'system')).toBe(true)
    expect(ofStandard.entries.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['partner.asked', 'partner.handed', 'partner.refused', 'partner.found']),
    )
  })

  it('C5 an uninstall with CLEAN ends it and takes words and names away', async () => {
    const { ticketId } = await askNow()
    await handTo(ticketId, deskIds.beta, 'заметка о клиенте')
    await world.sandbox.uninstall('client', { clean: true })
    await eventually(async () => {
      const { rows } = await sql<{ text: string }>`
        select coalesce(string_agg(r::text || h::text, ' '), '') as text
          from partner_requests r join partner_handovers h using (request_id)`.execute(world.store.db)
      expect(rows[0]?.text).not.toMatch(/тайна-ответа|Ромашка|заметка о клиенте/)
    })
    expect(await incoming(beta)).toEqual([])
  })
})
