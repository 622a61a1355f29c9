import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ClockHappening } from '#server/sla/domain/clockEvents.ts'
import { clockView } from '#server/sla/domain/clockView.ts'
import { takenBy, takenClockOf, takenText } from '#server/sla/domain/takenClock.ts'
import { advance, replay, type TicketClocks } from '#server/sla/domain/ticketClocks.ts'
import { answer, at, calendars, history, minutes, promised, question, queued, usual } from './history.ts'

const mergedAt = at('2026-11-05T09:00:00Z')
const counted = (clocks: TicketClocks, version = 1) => ({ version, terms: { calendars }, folded: { clocks } })

/** What the living ticket has after the other one was merged into it, by the same steps as the journal tells them. */
function afterMerge(living: TicketClocks, merged: TicketClocks): TicketClocks {
  const taken = takenBy(counted(living), counted(merged), mergedAt)
  if (taken === null) return living
  const again = takenClockOf(JSON.parse(JSON.stringify(takenText(taken))))
  return advance(living, { at: mergedAt, seq: living.lastSeq + 1, type: 'tookOver', taken: again })
}

function dueOf({ firstReaction, nextReactions }: TicketClocks): number {
  const open = [firstReaction, nextReactions.at(-1) ?? null].filter((clock) => clock !== null && clock.end === null)
  const dues = open.map((clock) => (clock === null ? null : clockView(clock, calendars, mergedAt).deadline))
  return Math.min(...dues.map((due) => due?.getTime() ?? Infinity))
}

const happenings: ClockHappening[] = [answer, question, { type: 'clientMessage' }, { type: 'inProgress' }]
const story = fc
  .tuple(
    fc.integer({ min: 0, max: 100 }),
    fc.array(fc.tuple(fc.constantFrom(...happenings), fc.nat(10)), { maxLength: 8 }),
  )
  .map(([start, steps]) => {
    let minute = start
    const promise = promised({ firstReaction: minutes(30 + start), nextReaction: minutes(60) })
    const events = steps.map(([happening, delay]): Parameters<typeof history>[number] => {
      minute += delay
      return [new Date(at('2026-11-05T06:00:00Z').getTime() + minute * 60_000).toISOString(), happening]
    })
    const first = new Date(at('2026-11-05T06:00:00Z').getTime() + start * 60_000).toISOString()
    return replay(history([first, { type: 'queued', promised: promise }], ...events))
  })

it('S3 after a merge an answer is owed exactly by the earlier of both promises', () => {
  fc.assert(
    fc.property(story, story, (living, merged) => {
      expect(dueOf(afterMerge(living, merged))).toBe(Math.min(dueOf(living), dueOf(merged)))
    }),
    { numRuns: 1000 },
  )
})

it('S3 one answer of an agent ends it, and no more than one next reaction is open', () => {
  fc.assert(
    fc.property(story, story, (living, merged) => {
      const after = afterMerge(living, merged)
      expect(after.nextReactions.filter(({ end }) => end === null).length).toBeLessThanOrEqual(1)
      const answered = advance(after, { at: mergedAt, seq: after.lastSeq + 1, ...answer })
      expect(dueOf(answered)).toBe(Infinity)
    }),
    { numRuns: 300 },
  )
})

it('E9 a promise of another version is measured by the calendar of that version', () => {
  const merged = replay(history(['2026-11-05T06:00:00Z', queued]))
  const none = replay(history(['2026-11-05T07:00:00Z', queued], ['2026-11-05T07:10:00Z', answer]))

  const taken = takenBy(counted(none, 2), counted(merged, 1), mergedAt)

  expect(taken?.promises[0]?.target).toEqual({ ...minutes(60), calendar: 'office#1' })
})

it('S4 given back, the client’s own wait here goes on from when it began', () => {
  const merged = replay(history(['2026-11-05T06:00:00Z', queued]))
  const living = replay(
    history(
      ['2026-11-05T06:10:00Z', queued],
      ['2026-11-05T06:20:00Z', answer],
      ['2026-11-05T08:00:00Z', 'clientMessage'],
    ),
  )
  const after = afterMerge(living, merged)
  const unansweredSince = at('2026-11-05T08:00:00Z')

  const back = advance(after, { at: mergedAt, seq: after.lastSeq + 1, type: 'gaveBack', unansweredSince })

  expect(back.nextReactions.at(-1)).toMatchObject({ startedAt: unansweredSince, end: null })
  expect(dueOf(back)).toBe(dueOf(living))
  expect(usual.targets.nextReaction).not.toBeNull()
})
