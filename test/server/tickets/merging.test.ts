import { describe, expect, it } from 'vitest'
import { evolve } from '#server/tickets/domain/evolve.ts'
import { isSaidIn, startOf } from '#server/tickets/domain/splitting.ts'
import { decide } from '#server/tickets/domain/ticket.ts'
import { refusalOf } from '#test/support/refusals.ts'
import { after, commands, HOUR, terms, tickets } from './tickets.ts'

const by = { by: 'agent-1' }
const mergeable = ['queued', 'inProgress', 'waitingForClient', 'deferred', 'resolved'] as const

describe('T4 a ticket that is merged', () => {
  it.each(mergeable)('%s: closes, and comes back to exactly where it was', (name) => {
    const before = tickets[name]
    const at = after(HOUR)

    const merged = decide(before, { ...by, type: 'mergeInto', at, ticketId: 'other' }, terms).reduce(evolve, before)
    const back = decide(merged, { ...by, type: 'unmerge', at: after(2 * HOUR) }, terms).reduce(evolve, merged)

    expect(merged).toMatchObject({ status: 'closed', closeReason: 'merged', mergedInto: { ticketId: 'other' } })
    expect({ ...back, lastEventAt: null }).toEqual({ ...before, lastEventAt: null })
  })

  it('takes nothing but its undoing and locks, and says where it goes on', () => {
    const merged = decide(
      tickets.inProgress,
      { ...by, type: 'mergeInto', at: after(0), ticketId: 'other' },
      terms,
    ).reduce(evolve, tickets.inProgress)
    const { lock: _lock, unlock: _unlock, ...others } = commands

    for (const command of Object.values(others)) {
      expect(refusalOf(() => decide(merged, command, terms))?.code).toBe('ticket_merged')
    }
  })

  it('is undone within an hour, and only once', () => {
    const merged = decide(tickets.queued, { ...by, type: 'mergeInto', at: after(0), ticketId: 'other' }, terms).reduce(
      evolve,
      tickets.queued,
    )
    const undo = (at: Date) => decide(merged, { ...by, type: 'unmerge', at }, terms)

    expect(refusalOf(() => undo(after(HOUR + 1)))?.code).toBe('undo_too_late')
    const back = undo(after(HOUR)).reduce(evolve, merged)
    expect(refusalOf(() => decide(back, { ...by, type: 'unmerge', at: after(HOUR) }, terms))?.code).toBe('link_undone')
  })
})

describe('T4 words for a new ticket', () => {
  it.each([
    ['Письма не приходят. Отчёт пустой.', 'Отчёт пустой.', true],
    ['Письма не приходят. Отчёт пустой.', 'Письма   не\nприходят.', true],
    ['Письма не приходят. Отчёт пустой.', 'Отчёт пустой. Письма', false],
    ['Письма не приходят. Отчёт пустой.', 'Отчёт совсем пустой.', false],
    ['да', 'да да', false],
  ])('%s | %s: %s', (text, part, isSaid) => {
    expect(isSaidIn(text, part)).toBe(isSaid)
  })

  it('S3 wait since they were said, those that were answered not any more', () => {
    const message = (seq: number, hour: number) => ({ messageId: String(seq), seq, at: after(hour * HOUR), text: '' })
    const [one, two] = [message(2, 0), message(6, 3)]

    expect(startOf([one, two], { before: null, after: null })).toEqual({ at: one.at, answeredAt: null })
    expect(startOf([one, two], { before: { seq: 4 }, after: null })).toEqual({ at: two.at, answeredAt: null })
    expect(startOf([one, two], { before: { seq: 4 }, after: { at: after(4 * HOUR) } })).toEqual({
      at: one.at,
      answeredAt: after(4 * HOUR),
    })
  })
})
