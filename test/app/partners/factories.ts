import type {
  IncomingRequest,
  PartnerCard,
  PartnerNeeds,
  PartnerSearch,
} from '#contract/connections/partnerRequests.types.ts'
import { uuid } from '../deskFactories.ts'
import { ids } from '../factories.ts'

export const someNeeds: PartnerNeeds = {
  company: 'ООО «Ромашка»',
  works: ['automation', 'training'],
  work: 'Нужны роботы в сделках и обучение отдела продаж.\nСейчас всё вручную.',
  users: 'upTo50',
  size: 'days',
  languages: ['ru', 'uk'],
  rhythm: 'urgent',
}

type Request = NonNullable<PartnerSearch['request']>
type Handover = Request['handovers'][number]

const asked = {
  requestId: uuid(700),
  ticketId: ids.ticket,
  number: 'OP-1042',
  askedAt: '2026-11-20T09:00:00.000Z',
  askedBy: 'Анна Орлова',
  needs: someNeeds,
} as const

export const aHandover = (changes: Partial<Handover> = {}): Handover => ({
  handoverId: uuid(710),
  deskName: 'Партнёр «Альфа»',
  status: 'waiting',
  handedAt: '2026-11-21T09:00:00.000Z',
  answeredAt: null,
  offer: null,
  ...changes,
})

export const anOffer = (): Handover =>
  aHandover({
    status: 'offered',
    answeredAt: '2026-11-21T12:00:00.000Z',
    offer: { until: '2026-12-21T12:00:00.000Z', state: 'active' },
  })

export const aRequest = (changes: Partial<Request> = {}): Request => ({
  ...asked,
  status: 'open',
  handovers: [],
  ...changes,
})

export const aSearch = (changes: Partial<Request> = {}): PartnerSearch => ({
  obstacle: null,
  request: aRequest(changes),
})

export function aCard(changes: Partial<PartnerCard> = {}): PartnerCard {
  return { ...asked, status: 'open', portalName: 'romashka.example', canHand: true, handovers: [], ...changes }
}

export function handedTo(handover: Handover): PartnerCard['handovers'][number] {
  return { ...handover, deskId: uuid(720), note: 'Клиент спешит', handedBy: 'Пётр', declineReason: '', isGone: false }
}

export function anIncoming(changes: Partial<IncomingRequest> = {}): IncomingRequest {
  return {
    handoverId: uuid(710),
    fromDesk: 'Поддержка24',
    status: 'waiting',
    handedAt: '2026-11-21T09:00:00.000Z',
    note: 'Клиент спешит',
    answeredAt: null,
    answeredBy: '',
    declineReason: '',
    company: 'ООО «Ромашка»',
    portalName: 'romashka.example',
    needs: someNeeds,
    offer: null,
    ...changes,
  }
}
