import { beforeEach, describe, expect, it, vi } from 'vitest'
import FindPartnerPage from '#app/support/FindPartnerPage.vue'
import { makeClientRouter } from '#app/shell/client/router.ts'
import SupportPage from '#app/support/SupportPage.vue'
import { conditionsOf } from '../conditionsFactory.ts'
import { connected, meOf, previewOf, supportOf } from '../factories.ts'
import { allByRole, byRole, click, type, mountInApp, server, settle, signIn } from '../harness.ts'
import { aHandover, anOffer, aSearch } from '../partners/factories.ts'
import { choice } from '../page.ts'

const text = () => document.body.textContent ?? ''
const asAdmin = () => signIn(meOf())
const asIntegrator = () => signIn(meOf({ client: { role: 'integrator' }, isPortalAdmin: false }))

async function show(): Promise<void> {
  server.on('readSupport', () => supportOf())
  mountInApp(FindPartnerPage, { router: makeClientRouter() })
  await settle()
}

beforeEach(() => {
  URL.createObjectURL = () => 'blob:conditions'
  URL.revokeObjectURL = () => undefined
  vi.useFakeTimers({ now: new Date('2026-11-22T09:00:00Z') })
})

describe('E11 the form', () => {
  it('sends what is needed, once it is whole and agreed to', async () => {
    await asAdmin()
    server.on('askForPartner', () => aSearch())
    await show()
    await click(byRole('button', 'Отправить запрос'))
    const faults = text()
    await type(byRole('textbox', /Компания/), 'ООО «Ромашка»')
    await type(byRole('textbox', /Подробнее/), 'Нужны роботы')
    await click(choice('роботы и бизнес-процессы'))
    await click(byRole('checkbox', /Эти ответы и адрес портала/))
    await click(byRole('button', 'Отправить запрос'))
    await settle()

    expect(faults).toContain('Назовите компанию.')
    expect(faults).toContain('Без согласия запрос никому не передать.')
    expect(server.asked('askForPartner')).toMatchObject([
      {
        isAgreed: true,
        needs: { company: 'ООО «Ромашка»', works: ['automation'], work: 'Нужны роботы', languages: ['ru'] },
      },
    ])
    expect(text()).toContain('Ищем партнёра')
  })

  it('is the admin’s: an integrator reads whom to ask', async () => {
    await asIntegrator()
    await show()

    expect(text()).toContain('Искать партнёра может администратор портала')
    expect(allByRole('button', 'Отправить запрос')).toEqual([])
  })

  it('E10 promises nothing where nobody would read the request, and says the way on', async () => {
    await asAdmin()
    server.on('readPartnerSearch', () => ({ obstacle: 'no_people', request: null }))
    await show()

    expect(text()).toContain('запрос никто бы не прочёл')
    expect(byRole('button', 'Ввести код')).toBeDefined()
  })
})

describe('E11 where the search stands', () => {
  it('says who has the request', async () => {
    await asAdmin()
    server.on('readPartnerSearch', () => aSearch({ status: 'handed', handovers: [aHandover()] }))
    await show()

    expect(byRole('heading', 'Запрос у партнёра Партнёр «Альфа»')).toBeDefined()
    expect(text()).toContain('Ждём ответа')
  })

  it('opens the offer without a code being typed, and connects by one answer', async () => {
    await asAdmin()
    server.on('readPartnerSearch', () => aSearch({ status: 'offered', handovers: [anOffer()] }))
    server.on('previewOffer', () => previewOf()).on('takeOffer', () => connected())
    await show()
    await click(byRole('button', 'Посмотреть условия и подключить'))
    await settle()
    server.on('readPartnerSearch', () => ({ obstacle: 'partner_connected', request: null }))
    await click(byRole('button', 'Подключить'))
    await settle()

    expect(server.asked('takeOffer')).toEqual([
      { handoverId: anOffer().handoverId, stateToken: previewOf().stateToken },
    ])
    expect(text()).toContain('Партнёр уже подключён')
  })

  it('E8 everything that the offer promises is read before the question, and kept as a file', async () => {
    await asAdmin()
    server.on('readPartnerSearch', () => aSearch({ status: 'offered', handovers: [anOffer()] }))
    server.on('previewOffer', () => previewOf())
    server.on('readOfferConditions', () => ({ conditions: conditionsOf('quantum-maintenance') }))
    server.on('exportOfferConditions', () => ({ fileName: 'opora-conditions-2.pdf', base64: btoa('%PDF') }))
    await show()
    await click(byRole('button', 'Посмотреть условия и подключить'))
    await settle()
    await click(byRole('button', 'Прочитать все условия'))
    await settle()

    expect(text()).toContain('Настройка, для которой не нужно согласованное техническое задание')
    await click(byRole('button', 'Скачать PDF'))
    await settle()
    await click(allByRole('button', 'Назад к подключению').at(-1) ?? document.body)
    await settle()
    const { handoverId } = anOffer()
    expect(server.asked('readOfferConditions')).toEqual([{ handoverId }])
    expect(server.asked('exportOfferConditions')).toMatchObject([{ handoverId, language: 'ru' }])
    expect(byRole('button', 'Подключить')).toBeDefined()
  })

  it('C2 an integrator sees that there is an offer, and cannot take it', async () => {
    await asIntegrator()
    server.on('readPartnerSearch', () => aSearch({ status: 'offered', handovers: [anOffer()] }))
    await show()

    expect(text()).toContain('Принять его может администратор портала')
    expect(allByRole('button', 'Посмотреть условия и подключить')).toEqual([])
    expect(allByRole('button', 'Больше не искать')).toEqual([])
  })

  it('says so when the code behind the offer is dead', async () => {
    await asAdmin()
    const dead = { ...anOffer(), offer: { until: '2026-11-21T12:00:00.000Z', state: 'expired' as const } }
    server.on('readPartnerSearch', () => aSearch({ status: 'offered', handovers: [dead] }))
    await show()

    expect(text()).toContain('больше не действует')
    expect(allByRole('button', 'Посмотреть условия и подключить')).toEqual([])
  })

  it('ends it after one question', async () => {
    await asAdmin()
    server.on('readPartnerSearch', () => aSearch())
    server.on('withdrawPartnerRequest', () => ({ obstacle: null, request: null }))
    await show()
    await click(byRole('button', 'Больше не искать'))
    await settle()
    await click(allByRole('button', 'Больше не искать').at(-1) ?? document.body)
    await settle()

    expect(server.asked('withdrawPartnerRequest')).toEqual([{ requestId: aSearch().request?.requestId }])
    expect(byRole('button', 'Отправить запрос')).toBeDefined()
  })
})

describe('E11 the start page', () => {
  it('offers the search where people answer and no partner does', async () => {
    await asAdmin()
    server.on('readSupport', () => supportOf())
    mountInApp(SupportPage, { router: makeClientRouter() })
    await settle()

    expect(byRole('button', 'Найти партнёра')).toBeDefined()
  })

  it('has the notice of the search instead, once there is one', async () => {
    await asAdmin()
    server.on('readSupport', () => supportOf())
    server.on('readPartnerSearch', () => aSearch({ status: 'offered', handovers: [anOffer()] }))
    mountInApp(SupportPage, { router: makeClientRouter() })
    await settle()

    expect(text()).toContain('готов помочь')
    expect(allByRole('button', 'Найти партнёра')).toEqual([])
  })

  it('does not where a partner is connected', async () => {
    await asAdmin()
    server.on('readSupport', () => connected())
    mountInApp(SupportPage, { router: makeClientRouter() })
    await settle()

    expect(allByRole('button', 'Найти партнёра')).toEqual([])
  })
})
