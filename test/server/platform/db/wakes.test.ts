import { describe, expect, it } from 'vitest'
import { changedThings } from '#contract/realtime.ts'
import { wakesOfEntry } from '#server/platform/journal/entryWakes.ts'
import { distinctWakes, encodeWake, parseWake, thingWake, type Wake } from '#server/platform/db/wakes.ts'

const deskId = '0b2c8f54-1111-4222-8333-444455556666'
const ticketId = '0b2c8f54-aaaa-4bbb-8ccc-ddddeeeeffff'
const memberId = 'a1b2c3'
const outside = { deskId, memberId, ticketId: null, publicSeq: null }

describe('P5 a wake between servers', () => {
  it.each<[string, Wake]>([
    [`billing:${deskId}:${memberId}`, { what: 'billing', deskId, memberId }],
    [`billing:${deskId}:`, { what: 'billing', deskId, memberId: null }],
    [`codes:${deskId}:`, { what: 'codes', deskId, memberId: null }],
    [`support::${memberId}`, { what: 'support', deskId: null, memberId }],
    [`notices:${deskId}:${memberId}:7`, { what: 'notices', deskId, memberId, userId: 7 }],
    [`notices::${memberId}:7`, { what: 'notices', deskId: null, memberId, userId: 7 }],
    [`ticket:${ticketId}`, { what: 'ticket', ticketId, isForDeskAlone: false }],
    [`note:${ticketId}`, { what: 'ticket', ticketId, isForDeskAlone: true }],
  ])('is a short text: %s', (text, wake) => {
    expect(encodeWake(wake)).toBe(text)
    expect(parseWake(text)).toEqual(wake)
  })

  it.each(['weather:x:y', 't:x', 'codes::', ''])('that another release says, %s, is skipped', (text) => {
    expect(parseWake(text)).toBeNull()
  })

  it('names nobody but the owners of its thing', () => {
    expect(thingWake('codes', { deskId, memberId })).toEqual({ what: 'codes', deskId, memberId: null })
    expect(thingWake('support', { deskId, memberId })).toEqual({ what: 'support', deskId: null, memberId })
    expect(thingWake('codes', { deskId: null, memberId })).toBeNull()
  })

  it('stands once among many of the same', () => {
    const one: Wake = { what: 'billing', deskId, memberId }

    expect(distinctWakes([one, { ...one }, { ...one, memberId: null }])).toEqual([one, { ...one, memberId: null }])
  })
})

describe('an entry of the journal wakes', () => {
  it('whoever shows what its type changes, and the owner of the log', () => {
    expect(wakesOfEntry({ type: 'client.companySet', ...outside }).map(encodeWake)).toEqual([
      `billing:${deskId}:${memberId}`,
      `audit:${deskId}:`,
    ])
  })

  it('T8 the desk alone where the client has no number for it', () => {
    const entry = { type: 'message.sent', deskId, memberId, ticketId }

    expect(wakesOfEntry({ ...entry, publicSeq: null }).map(encodeWake)).toEqual([`note:${ticketId}`])
    expect(wakesOfEntry({ ...entry, publicSeq: 4 }).map(encodeWake)).toEqual([`ticket:${ticketId}`])
  })

  it('everything of its portal and its desk where another release has written it', () => {
    const woken = wakesOfEntry({ type: 'desk.painted', ...outside }).map(({ what }) => what)

    expect(new Set(woken)).toEqual(new Set(changedThings))
  })
})
