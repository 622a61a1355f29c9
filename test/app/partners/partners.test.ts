import { describe, expect, it } from 'vitest'
import IncomingRequestsPage from '#app/partners/IncomingRequestsPage.vue'
import SystemLine from '#app/tickets/SystemLine.vue'
import PartnerCard from '#app/partners/PartnerCard.vue'
import { aDesk, someone, uuid } from '../deskFactories.ts'
import { ids } from '../factories.ts'
import { byRole, click, mountPage, server, settle, type } from '../harness.ts'
import { choice, isThere, openPage, wholePage } from '../page.ts'
import { aCard, aHandover, anIncoming, anOffer, handedTo } from './factories.ts'

const ticket = { ticketId: ids.ticket }
const staff = someone('agent', { desk: { deskId: uuid(1), name: 'Поддержка24', kind: 'standard', role: 'agent' } })

describe('E11 the card in a ticket of the standard desk', () => {
  it('is not there where the ticket is about something else', async () => {
    await openPage(PartnerCard, { me: staff, props: ticket, answers: { readPartnerCard: () => ({ card: null }) } })

    expect(wholePage()).not.toContain('Запрос на партнёра')
  })

  it('hands the request to a chosen partner, with a note', async () => {
    await openPage(PartnerCard, {
      me: staff,
      props: ticket,
      answers: {
        readPartnerCard: () => ({ card: aCard() }),
        listPartnerDesks: () => ({ desks: [{ deskId: uuid(720), name: 'Партнёр «Альфа»' }], nextCursor: null }),
        handPartnerRequest: () => ({
          card: aCard({ status: 'handed', canHand: false, handovers: [handedTo(aHandover())] }),
        }),
      },
    })
    await click(byRole('button', 'Передать партнёру'))
    await settle()
    await click(byRole('button', 'Передать'))
    await settle()
    const unchosen = wholePage()
    await click(choice(/Партнёр «Альфа»/))
    await type(byRole('textbox', /Записка партнёру/), 'Клиент спешит')
    await click(byRole('button', 'Передать'))
    await settle()

    expect(unchosen).toContain('Выберите партнёра.')
    expect(server.asked('handPartnerRequest')).toMatchObject([
      { ticketId: ids.ticket, deskId: uuid(720), note: 'Клиент спешит' },
    ])
    expect(wholePage()).toContain('У партнёра Партнёр «Альфа», ответа пока нет')
  })

  it('reads why a partner did not take it', async () => {
    const declined = { ...handedTo(aHandover({ status: 'declined' })), declineReason: 'Нет свободных людей' }
    await openPage(PartnerCard, {
      me: staff,
      props: ticket,
      answers: { readPartnerCard: () => ({ card: aCard({ handovers: [declined] }) }) },
    })

    expect(wholePage()).toContain('не взял: Нет свободных людей')
    expect(isThere('button', 'Передать партнёру')).toBe(true)
  })

  it('takes the request back after one question', async () => {
    const card = aCard({ status: 'handed', canHand: false, handovers: [handedTo(aHandover())] })
    await openPage(PartnerCard, {
      me: staff,
      props: ticket,
      answers: { readPartnerCard: () => ({ card }), recallPartnerRequest: () => ({ card: aCard() }) },
    })
    await click(byRole('button', 'Забрать'))
    await settle()
    await click(byRole('button', 'Забрать запрос'))
    await settle()

    expect(server.asked('recallPartnerRequest')).toEqual([{ ticketId: ids.ticket, handoverId: aHandover().handoverId }])
    expect(isThere('button', 'Передать партнёру')).toBe(true)
  })
})

it.each([
  ['handed', 'Запрос передан партнёру Альфа, ждём ответа'],
  ['recalled', 'Запрос забран у партнёра Альфа'],
  ['declined', 'Партнёр Альфа не взял запрос'],
  ['offered', 'Партнёр Альфа готов помочь: предложение в приложении'],
] as const)('E11 the conversation says that the request was %s', (step, words) => {
  const by = { side: 'system', userId: null, name: '' } as const
  const event = {
    type: 'ticket.partnerStep',
    seq: 3,
    at: '2026-11-21T09:00:00.000Z',
    by,
    step,
    partner: 'Альфа',
  } as const
  mountPage(SystemLine, { props: { event, side: 'client', titles: null, quantumMinutes: 0 } })

  expect(wholePage()).toContain(words)
})

describe('E11 the requests at a partner', () => {
  const page = (request = anIncoming(), accepts = true) => ({
    accepts,
    waiting: 1,
    requests: [request],
    nextCursor: null,
  })

  it('are answered with a code that the page never shows', async () => {
    await openPage(IncomingRequestsPage, {
      me: someone('owner'),
      answers: {
        readDesk: () => aDesk(),
        listPartnerRequests: () => page(),
        answerPartnerRequest: () => anIncoming({ status: 'offered', offer: anOffer().offer }),
      },
    })
    await click(byRole('button', 'Ответить кодом: ООО «Ромашка»'))
    await settle()
    await click(byRole('button', 'Выпустить код и ответить'))
    await settle()

    expect(server.asked('answerPartnerRequest')).toMatchObject([
      { handoverId: anIncoming().handoverId, expiresInDays: 30, clientStatus: 3 },
    ])
    expect(wholePage()).toContain('решает клиент')
    expect(wholePage()).toContain('Клиент ООО „Ромашка“ получил ваше предложение'.replace('„', '«').replace('“', '»'))
  })

  it('are declined with a reason', async () => {
    await openPage(IncomingRequestsPage, {
      me: someone('owner'),
      answers: {
        readDesk: () => aDesk(),
        listPartnerRequests: () => page(),
        declinePartnerRequest: () =>
          anIncoming({ status: 'declined', needs: null, portalName: null, declineReason: 'Нет людей' }),
      },
    })
    await click(byRole('button', 'Отклонить: ООО «Ромашка»'))
    await settle()
    await click(byRole('button', 'Отклонить запрос'))
    await settle()
    const unsaid = wholePage()
    await type(byRole('textbox', /Почему не берёте/), 'Нет людей')
    await click(byRole('button', 'Отклонить запрос'))
    await settle()

    expect(unsaid).toContain('Напишите причину.')
    expect(server.asked('declinePartnerRequest')).toEqual([
      { handoverId: anIncoming().handoverId, reason: 'Нет людей' },
    ])
    expect(wholePage()).toContain('больше не показывается')
  })

  it('come only where the owner takes them', async () => {
    await openPage(IncomingRequestsPage, {
      me: someone('owner'),
      answers: {
        readDesk: () => aDesk(),
        listPartnerRequests: () => ({ accepts: false, waiting: 0, requests: [], nextCursor: null }),
        acceptPartnerRequests: ({ accepts }) => ({ accepts }),
      },
    })
    const before = wholePage()
    await click(byRole('switch', /Принимать запросы/))
    await settle()

    expect(before).toContain('приём выключен')
    expect(server.asked('acceptPartnerRequests')).toEqual([{ accepts: true }])
    expect(wholePage()).toContain('Запросов, которые ждут вас или клиента, нет')
  })
})
