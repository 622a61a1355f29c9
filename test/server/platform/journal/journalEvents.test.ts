import { describe, expect, it } from 'vitest'
import { journalEvents } from '#contract/events.ts'
import { isJournalEventType, parseEvent } from '#server/platform/journal/journalEvents.ts'

const allTypes = Object.keys(journalEvents).filter(isJournalEventType)

const connectionId = 'a2b8b7a4-5a14-4a3e-9f0e-6c2a2f6f2a10'
const code = { codeId: connectionId, lastGroup: '7KQ2', portal: null, maxUses: 1, expiresAt: '2026-12-01T00:00:00Z' }

/** As they were appended before a key came: each sample is of the release before. */
const older = [
  {
    type: 'ticket.opened',
    payload: { number: 'S-1', subject: 'Help', status: 'queued' },
    since: { category: null, priority: 'medium', wish: null, coupon: false },
  },
  { type: 'ticket.awaitingPayment', payload: {}, since: { isOwing: false } },
  { type: 'code.issued', payload: code, since: { plans: null } },
  { type: 'code.sent', payload: code, since: { plans: null } },
  {
    type: 'connection.made',
    payload: { connectionId, codeId: null, clientStatus: 2 },
    since: { plans: null, regulationVersion: null },
  },
  {
    type: 'evidence.exported',
    payload: { ticketId: connectionId, clock: 'resolution', round: 0, format: 'json' },
    since: { number: '' },
  },
]

describe('what lies in the journal is read by the catalogue of the contract', () => {
  it.each(older)('$type of an older release has what came later by default', ({ type, payload, since }) => {
    expect(parseEvent(allTypes, { type, payload })).toEqual({ type, payload: { ...payload, ...since } })
  })

  it('an entry of a type that is not asked for is none', () => {
    expect(parseEvent(['quanta.low'], { type: 'ticket.paid', payload: {} })).toBeNull()
  })

  it('a key that a newer release has added is passed over', () => {
    const payload = { days: 3, quanta: 12, quantumMinutes: 10 }

    expect(parseEvent(allTypes, { type: 'package.ending', payload: { ...payload, plan: 'fast' } })?.payload).toEqual(
      payload,
    )
  })

  it.each([
    ['of a type that nobody knows', { type: 'future.done', payload: { quanta: 1 } }],
    ['with a name that every object has', { type: 'constructor', payload: {} }],
    ['without what it always had', { type: 'quanta.low', payload: {} }],
    ['with something else in its place', { type: 'quanta.low', payload: { quanta: 'few' } }],
    ['that is no object', { type: 'quanta.low', payload: [1] }],
  ])('an entry %s is none', (_what, entry) => {
    expect(parseEvent(allTypes, entry)).toBeNull()
  })
})
