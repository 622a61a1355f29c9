import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scores, type Score } from '#contract/tickets/ratings.types.ts'
import { decide } from '#server/tickets/domain/ticket.ts'
import { evolve } from '#server/tickets/domain/evolve.ts'
import { isOver, refuseUnlessOver } from '#server/tickets/domain/continuation.ts'
import { decideRating, ratingState } from '#server/tickets/domain/rating.ts'
import { refusalOf } from '#test/support/refusals.ts'
import { after, DAY, HOUR, terms, tickets } from '../tickets.ts'

const answered = { seq: 7, isAnswered: true }
const { reopenDays } = terms
const closed = decide(tickets.resolved, { type: 'confirm', at: after(HOUR), by: 'client-1' }, terms).reduce(
  evolve,
  tickets.resolved,
)
const lastMoment = closed.status === 'closed' ? closed.reopenUntil : after(0)
const tooLate = new Date(lastMoment.getTime() + 1)

describe('T11 a rating', () => {
  it.each(['assistant', 'queued', 'inProgress', 'waitingForClient', 'deferred'] as const)(
    'is not asked for while the ticket is open: %s',
    (name) => {
      expect(ratingState(tickets[name], answered, after(HOUR))).toBe('none')
    },
  )

  it('is asked for once work has ended, as long as the ticket may be opened again', () => {
    expect(ratingState(tickets.resolved, answered, after(reopenDays * 3 * DAY))).toBe('open')
    expect(ratingState(closed, answered, lastMoment)).toBe('open')
    expect(ratingState(closed, answered, tooLate)).toBe('over')
  })

  it('is skipped where nobody of the desk has answered, and where nothing has ended', () => {
    expect(ratingState(closed, { seq: 7, isAnswered: false }, after(HOUR))).toBe('none')
    expect(ratingState(closed, null, after(HOUR))).toBe('none')
  })

  it('of a duplicate is given where its problem goes on', () => {
    const merged = decide(
      tickets.inProgress,
      { type: 'mergeInto', at: after(0), by: 'agent-1', ticketId: 'other' },
      terms,
    ).reduce(evolve, tickets.inProgress)

    expect(ratingState(merged, answered, after(0))).toBe('none')
  })

  it('E3 is given also in a locked ticket', () => {
    const locked = decide(
      closed,
      { type: 'lock', at: after(HOUR), by: null, reason: 'partner_connected' },
      terms,
    ).reduce(evolve, closed)

    expect(ratingState(locked, answered, after(2 * HOUR))).toBe('open')
  })

  it('says why it is refused', () => {
    const rate = (at: Date, ending: typeof answered | null) =>
      refusalOf(() => decideRating({ ticket: closed, ending, before: null }, { score: 5 }, at))?.code

    expect(rate(after(HOUR), null)).toBe('rating_not_asked')
    expect(rate(tooLate, answered)).toBe('rating_too_late')
  })

  it('a star alone keeps the comment, and the same again is nothing', () => {
    const given = { score: fc.constantFrom(...scores), comment: fc.string() }
    const wanted = fc.record({ score: given.score, comment: fc.option(given.comment, { nil: undefined }) })
    fc.assert(
      fc.property(fc.option(fc.record(given), { nil: null }), wanted, (before, now) => {
        const rated = decideRating({ ticket: closed, ending: answered, before }, now, after(HOUR))
        const after1 = rated ?? before
        expect(after1?.score).toBe(now.score)
        expect(after1?.comment).toBe(now.comment ?? before?.comment ?? '')
        expect(rated?.from ?? null).toBe(rated === null ? null : (before?.score ?? null))
        const again = decideRating({ ticket: closed, ending: answered, before: after1 }, now, after(HOUR))
        expect(again).toBeNull()
      }),
    )
  })

  it('changes from what was said before', () => {
    const before: { score: Score; comment: string } = { score: 2, comment: 'Долго' }

    expect(decideRating({ ticket: closed, ending: answered, before }, { score: 4 }, after(HOUR))).toEqual({
      score: 4,
      comment: 'Долго',
      from: 2,
    })
  })
})

describe('T1 a new ticket that goes on with an old one', () => {
  it('is for what cannot be opened again', () => {
    expect(refusalOf(() => refuseUnlessOver(closed, lastMoment))?.code).toBe('reopen_instead')
    expect(refusalOf(() => refuseUnlessOver(tickets.resolved, tooLate))?.code).toBe('move_not_allowed')
    expect(refusalOf(() => refuseUnlessOver(closed, tooLate))).toBeUndefined()
  })

  it('is not for what is locked', () => {
    const locked = decide(closed, { type: 'lock', at: after(HOUR), by: null, reason: 'left_desk' }, terms).reduce(
      evolve,
      closed,
    )

    expect(refusalOf(() => refuseUnlessOver(locked, tooLate))?.code).toBe('ticket_locked')
  })

  it('has its button exactly where it is taken', () => {
    const all = [...Object.values(tickets), closed]
    for (const ticket of all)
      for (const at of [after(0), lastMoment, tooLate])
        expect(isOver(ticket, at)).toBe(refusalOf(() => refuseUnlessOver(ticket, at)) === undefined)
  })
})
