import { describe, expect, it } from 'vitest'
import {
  decidePartnerRequest,
  evolvePartnerRequest,
  holderOf,
  isOver,
  type PartnerCommand,
  type PartnerRequest,
} from '#server/connections/partnerRequests/domain/partnerRequest.ts'
import { refusalTexts } from '#contract/refusals.texts.ts'
import { Refusal } from '#server/platform/refusal.ts'

const free = { lock: null }
const locked = { lock: { reason: 'free_tariff' as const } }
const handed = (handoverId = 'h1', deskId = 'alpha') => ({ status: 'handed' as const, handoverId, deskId })
const offered = (isGood = true) => ({ status: 'offered' as const, isGood, handoverId: 'h1', deskId: 'alpha' })
const hand = (handoverId: string, isTaking = true): PartnerCommand => ({
  type: 'hand',
  handoverId,
  deskId: 'beta',
  isTaking,
})

function refusalOf(request: PartnerRequest, command: PartnerCommand, ticket = free as typeof free | typeof locked) {
  try {
    decidePartnerRequest(request, command, ticket)
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return null
}

describe('E11 a request for a partner', () => {
  it('lies at one desk at a time: of two who hand it over, the second reads that it has moved', () => {
    expect(refusalOf({ status: 'open' }, hand('h1'))).toBeNull()
    expect(refusalOf(handed('h1'), hand('h2'))).toBe('partner_request_moved')
    expect(refusalOf(offered(), hand('h2'))).toBe('partner_request_moved')
  })

  it('is the same hand-over when it comes a second time', () => {
    expect(decidePartnerRequest(handed('h2'), hand('h2'), free)).toEqual([])
  })

  it('goes only to a desk that takes requests', () => {
    expect(refusalOf({ status: 'open' }, hand('h1', false))).toBe('partner_not_accepting')
  })

  it('E3 stays where it is while its ticket is locked; the partner that has it may still answer', () => {
    expect(refusalOf({ status: 'open' }, hand('h1'), locked)).toBe('ticket_locked')
    expect(refusalOf(handed(), { type: 'recall', handoverId: 'h1' }, locked)).toBe('ticket_locked')
    expect(refusalOf(handed(), { type: 'offer', handoverId: 'h1' }, locked)).toBeNull()
    expect(refusalOf(handed(), { type: 'decline', handoverId: 'h1' }, locked)).toBeNull()
  })

  it('is answered by whoever has it now and nobody else', () => {
    for (const type of ['offer', 'decline', 'recall'] as const) {
      expect(refusalOf(handed('h2'), { type, handoverId: 'h1' })).toBe('partner_request_moved')
      expect(refusalOf({ status: 'open' }, { type, handoverId: 'h1' })).toBe('partner_request_moved')
    }
    expect(refusalOf(offered(), { type: 'decline', handoverId: 'h1' })).toBe('partner_request_moved')
  })

  it('is offered once, and again where the code behind the offer is dead', () => {
    expect(decidePartnerRequest(offered(), { type: 'offer', handoverId: 'h1' }, free)).toEqual([])
    expect(decidePartnerRequest(offered(false), { type: 'offer', handoverId: 'h1' }, free)).toMatchObject([
      { type: 'offered', handoverId: 'h1' },
    ])
  })

  it('goes back to the standard desk when it is declined or taken back, and on to the next', () => {
    const [event] = decidePartnerRequest(handed(), { type: 'decline', handoverId: 'h1' }, free)
    const after = event === undefined ? handed() : evolvePartnerRequest(handed(), event)

    expect(after).toEqual({ status: 'open' })
    expect(refusalOf(after, hand('h2'))).toBeNull()
  })

  it('ends with the partner that was connected: its own offer, or any other way', () => {
    expect(decidePartnerRequest(offered(), { type: 'connect', deskId: 'alpha' }, free)).toMatchObject([
      { type: 'connected', byHolder: true },
    ])
    expect(decidePartnerRequest(handed(), { type: 'connect', deskId: 'gamma' }, free)).toMatchObject([
      { type: 'connected', byHolder: false, holder: { deskId: 'alpha' } },
    ])
    expect(decidePartnerRequest({ status: 'open' }, { type: 'connect', deskId: 'gamma' }, free)).toEqual([
      { type: 'connected', byHolder: false, holder: null },
    ])
  })
})

it('E11 whatever is done in whatever order: nobody holds what is over, an end is final, every refusal has words', () => {
  let seed = 20261129
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((seed / 2_147_483_648) * below)
  }
  const id = () => `h${random(3)}`
  const command = (): PartnerCommand => {
    const commands: PartnerCommand[] = [
      { type: 'hand', handoverId: id(), deskId: `d${random(3)}`, isTaking: random(4) > 0 },
      { type: 'recall', handoverId: id() },
      { type: 'decline', handoverId: id() },
      { type: 'offer', handoverId: id() },
      { type: 'withdraw' },
      { type: 'connect', deskId: `d${random(3)}` },
      { type: 'close' },
    ]
    // The ends are rare, or every walk is short.
    return commands[random(20) === 0 ? 4 + random(3) : random(4)] ?? { type: 'withdraw' }
  }
  const seen = new Set<string>()
  for (let walk = 0; walk < 150; walk += 1) {
    let request: PartnerRequest = { status: 'open' }
    for (let step = 0; step < 40; step += 1) {
      const before: PartnerRequest = request
      const wanted = command()
      const refused: Refusal[] = []
      try {
        for (const event of decidePartnerRequest(before, wanted, random(5) === 0 ? locked : free))
          request = evolvePartnerRequest(request, event)
        if (isOver(before)) throw new Error(`something happened to a request that is ${before.status}`)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        refused.push(error)
      }
      expect(refused.filter(({ code }) => refusalTexts.texts.ru[code] === '')).toEqual([])
      expect(refused.length === 0 ? before : request).toEqual(before)
      seen.add(request.status)
      expect(holderOf(request) === null).toBe(request.status === 'open' || isOver(request))
    }
  }
  expect([...seen].toSorted()).toEqual(['closed', 'connected', 'handed', 'offered', 'open', 'withdrawn'])
})
