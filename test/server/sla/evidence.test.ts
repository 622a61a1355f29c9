import { describe, expect, it } from 'vitest'
import { checkEvidence } from '#server/sla/domain/checkEvidence.ts'
import { evidenceOf } from '#server/sla/domain/evidence.ts'
import { withRemoteWork } from '#server/sla/domain/evidenceFacts.ts'
import { stripOf } from '#server/sla/domain/strip.ts'
import { replay } from '#server/sla/domain/ticketClocks.ts'
import { answer, at, calendars, history, minutes, promised, question, queued, workdays } from './history.ts'

/** Tuesday evening, a question over the day off (Wednesday), resolved on Monday. */
const events = history(
  ['2026-11-03T13:30:00Z', { type: 'created', promised: null }, 'clientMessage', 'automaticMessage'],
  ['2026-11-03T14:00:00Z', queued],
  ['2026-11-03T14:05:00Z', 'assigned', 'note'],
  ['2026-11-03T14:30:00Z', question, 'waitingForClient'],
  ['2026-11-05T08:00:00Z', 'clientMessage', 'inProgress'],
  ['2026-11-05T08:30:00Z', answer],
  ['2026-11-09T06:30:00Z', answer, 'resolved'],
)
const until = at('2026-11-10T00:00:00Z')

function exported(): Record<string, unknown> {
  const evidence = evidenceOf(events, { kind: 'resolution', round: 0 }, calendars, until)
  return JSON.parse(JSON.stringify(evidence))
}

describe('S5 the strip of a clock', () => {
  it('tells counted time, closed time and pauses apart, in the calendar’s own days', () => {
    const { resolution } = replay(events)
    if (resolution === null) throw new Error('it never started')

    expect(
      stripOf(resolution, calendars, until).map(({ kind, reason, to, workingMilliseconds }) => [
        reason ?? kind,
        to.toISOString().slice(5, 16),
        workingMilliseconds / 60_000,
      ]),
    ).toEqual([
      ['counted', '11-03T14:30', 30],
      ['waitingForClient', '11-05T08:00', 150],
      ['counted', '11-05T15:00', 420],
      ['outsideHours', '11-06T06:00', 0],
      ['counted', '11-06T15:00', 540],
      ['outsideHours', '11-06T21:00', 0],
      ['weekend', '11-08T21:00', 0],
      ['outsideHours', '11-09T06:00', 0],
      ['counted', '11-09T06:30', 30],
    ])
  })

  it('shows the days off of the New Year as such, and a short day as hours', () => {
    const office = workdays('Europe/Moscow', [['09:00', '18:00']], {
      '2026-12-30': [['09:00', '12:00']],
      '2026-12-31': [],
      '2027-01-01': [],
    })
    const { firstReaction } = replay(history(['2026-12-30T08:00:00Z', queued]))
    if (firstReaction === null) throw new Error('it never started')

    expect(
      stripOf(firstReaction, { office }, at('2027-01-04T07:00:00Z')).map(({ kind, to }) => [
        kind,
        to.toISOString().slice(0, 16),
      ]),
    ).toEqual([
      ['counted', '2026-12-30T09:00'],
      ['outsideHours', '2026-12-30T21:00'],
      ['dayOff', '2027-01-01T21:00'],
      ['weekend', '2027-01-03T21:00'],
      ['outsideHours', '2027-01-04T06:00'],
      ['counted', '2027-01-04T07:00'],
    ])
  })

  it('is empty where nothing is promised', () => {
    const { resolution } = replay(history(['2026-11-05T07:00:00Z', { type: 'queued', promised: promised({}) }]))
    if (resolution === null) throw new Error('it never started')

    expect(stripOf(resolution, calendars, until)).toEqual([])
  })
})

describe('S5 evidence', () => {
  it('says how the deadline was found', () => {
    expect(evidenceOf(events, { kind: 'resolution', round: 0 }, calendars, until)).toMatchObject({
      startedAt: '2026-11-03T14:00:00.000Z',
      workingSeconds: 1020 * 60,
      promises: [
        {
          subject: { category: 'incident', priority: 'medium' },
          target: minutes(480),
          timeZone: 'Europe/Moscow',
          deadline: '2026-11-06T06:30:00.000Z',
          outcome: 'broken',
          steps: [
            { step: 'target', workingSeconds: 480 * 60, deadline: '2026-11-05T13:00:00.000Z' },
            {
              step: 'pause',
              reason: 'waitingForClient',
              from: '2026-11-03T14:30:00.000Z',
              to: '2026-11-05T08:00:00.000Z',
              workingSeconds: 150 * 60,
              deadline: '2026-11-06T06:30:00.000Z',
            },
          ],
        },
      ],
      state: { status: 'breached', at: '2026-11-06T06:30:00.000Z', endedAt: '2026-11-09T06:30:00.000Z' },
    })
  })

  it('T8 tells nothing of notes, of who was assigned, nor of numbers that would show them', () => {
    const text = JSON.stringify(exported())

    expect(text).not.toMatch(/note|assigned|automatic|seq/)
    expect(text).toBe(
      JSON.stringify(
        evidenceOf(
          events.filter(({ type }) => type !== 'note'),
          { kind: 'resolution', round: 0 },
          calendars,
          until,
        ),
      ),
    )
  })

  it('of a clock that never started there is none', () => {
    expect(evidenceOf(events, { kind: 'nextReaction', round: 1 }, calendars, until)).toBeNull()
    expect(evidenceOf(events, { kind: 'firstReaction', round: 1 }, calendars, until)).toBeNull()
  })

  it('of a regulation’s calendar takes what measures time, and only calendars that are used', () => {
    const ofRegulation = { ...calendars, office: { ...calendars.office, country: 'RU' } }
    const evidence = evidenceOf(events, { kind: 'resolution', round: 0 }, ofRegulation, until)

    expect(evidence?.calendars).toEqual({ office: { ...calendars.office, finalThrough: 2027 } })
  })
})

describe('S5 checking an export', () => {
  it('that nobody touched', () => {
    expect(checkEvidence(exported())).toEqual({ fits: true })
  })

  it.each<[title: string, wrongAt: string, path: (string | number)[], value: unknown]>([
    ['a later deadline', 'promises.0.deadline', ['promises', 0, 'deadline'], '2026-11-06T07:30:00.000Z'],
    ['a longer target', 'promises.0.target.minutes', ['promises', 0, 'target', 'minutes'], 600],
    ['a kinder outcome', 'promises.0.outcome', ['promises', 0, 'outcome'], 'kept'],
    ['a step that moves more', 'promises.0.steps.1.workingSeconds', ['promises', 0, 'steps', 1, 'workingSeconds'], 1],
    ['a longer pause', 'strip.1.to', ['strip', 1, 'to'], '2026-11-05T09:00:00.000Z'],
    ['a pause of its own', 'strip.2.kind', ['strip', 2, 'kind'], 'weekend'],
    ['another sum', 'workingSeconds', ['workingSeconds'], 61_199],
    ['a clock that was met', 'state.status', ['state'], { status: 'met', at: '2026-11-09T06:30:00.000Z' }],
    ['a later end', 'strip.8.to', ['history', 9, 'at'], '2026-11-09T06:31:00.000Z'],
    ['time that goes back', 'history.8.at', ['history', 8, 'at'], '2026-11-01T00:00:00.000Z'],
    ['another day off', 'promises.0.deadline', ['calendars', 'office', 'exceptions', '2026-11-05'], []],
    ['no calendar', 'promises.0.timeZone', ['calendars'], {}],
    ['a zone that nobody has', 'calendars.office', ['calendars', 'office', 'timeZone'], 'Mars/Olympus'],
    ['a clock that never started', 'history', ['round'], 7],
    ['less than a document', 'state', ['state'], undefined],
    ['more than a document', 'comment', ['comment'], 'it was fine'],
    ['a made-up instant', 'until', ['until'], 'tomorrow'],
  ])('with %s', (_title, wrongAt, path, value) => {
    expect(checkEvidence(changed(exported(), path, value))).toMatchObject({ fits: false, at: wrongAt })
  })

  it('says what it should be and what it is', () => {
    expect(checkEvidence(changed(exported(), ['workingSeconds'], 1))).toEqual({
      fits: false,
      at: 'workingSeconds',
      expected: 61_200,
      found: 1,
    })
  })

  it.each([[null], [7], ['evidence'], [[]], [{}]])('that is no document: %j', (document) => {
    expect(checkEvidence(document)).toMatchObject({ fits: false })
  })
})

/** The same document with another value at this place. */
function changed(document: unknown, [first, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (first === undefined) return value
  if (Array.isArray(document)) return document.map((one, i) => (i === first ? changed(one, rest, value) : one))
  if (typeof document !== 'object' || document === null) throw new Error('there is no such place')
  const before = new Map(Object.entries(document)).get(String(first))
  return { ...document, [first]: changed(before, rest, value) }
}

describe('Q11 work at the client’s screen beside a clock', () => {
  const session = (startedAt: string, endedAt: string | null) => ({
    tool: 'anydesk' as const,
    startedAt: at(startedAt),
    endedAt: endedAt === null ? null : at(endedAt),
  })
  const evidence = () => {
    const found = evidenceOf(events, { kind: 'resolution', round: 0 }, calendars, until)
    if (found === null) throw new Error('it never started')
    return found
  }

  it('stands in the evidence where it lay in its time, also in part, and the document still counts', () => {
    const shown = withRemoteWork(evidence(), [
      session('2026-11-03T12:00:00Z', '2026-11-03T13:00:00Z'),
      session('2026-11-03T13:59:00Z', '2026-11-03T14:00:00Z'),
      session('2026-11-05T09:00:00Z', '2026-11-05T09:40:00Z'),
      session('2026-11-09T06:00:00Z', '2026-11-10T01:00:00Z'),
      session('2026-11-09T07:00:00Z', '2026-11-09T08:00:00Z'),
      session('2026-11-10T01:00:00Z', null),
    ])

    expect(shown.remoteSessions).toEqual([
      { tool: 'anydesk', from: '2026-11-03T13:59:00.000Z', to: '2026-11-03T14:00:00.000Z' },
      { tool: 'anydesk', from: '2026-11-05T09:00:00.000Z', to: '2026-11-05T09:40:00.000Z' },
      { tool: 'anydesk', from: '2026-11-09T06:00:00.000Z', to: null },
    ])
    expect(shown.workingSeconds).toBe(evidence().workingSeconds)
    expect(checkEvidence(JSON.parse(JSON.stringify(shown)))).toEqual({ fits: true })
  })

  it.each([
    ['before it', '2026-11-02T09:00:00.000Z', '2026-11-02T10:00:00.000Z'],
    ['after it', '2026-11-11T09:00:00.000Z', null],
    ['that ends before it begins', '2026-11-05T09:00:00.000Z', '2026-11-05T08:00:00.000Z'],
  ])('is found when the document has one %s', (_what, from, to) => {
    const forged = { ...exported(), remoteSessions: [{ tool: 'other', from, to }] }

    expect(checkEvidence(forged)).toMatchObject({ fits: false, at: 'remoteSessions.0' })
  })

  it('is left out where there was none', () => {
    expect(withRemoteWork(evidence(), [])).toEqual(evidence())
  })
})
