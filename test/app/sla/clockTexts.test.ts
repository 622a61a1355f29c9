import { describe, expect, it } from 'vitest'
import { isOpen, useClockTexts } from '#app/sla/useClockTexts.ts'
import { aClock } from './factories.ts'
import type { ClockState } from './factories.ts'

const noon = '2026-11-20T12:00:00Z'
const after = (minutes: number): string => new Date(Date.parse(noon) + minutes * 60_000).toISOString()
const texts = useClockTexts()
const paused = (reason: Extract<ClockState, { status: 'paused' }>['reason']): ClockState => ({
  status: 'paused',
  reason,
  since: noon,
})
const breached = (changes: Partial<Extract<ClockState, { status: 'breached' }>> = {}): ClockState => ({
  status: 'breached',
  at: after(-90),
  endedAt: null,
  isByRetargeting: false,
  ...changes,
})

describe('S5 a clock in one line', () => {
  const brief = (changes: Parameters<typeof aClock>[0]) => texts.brief(aClock(changes), Date.parse(noon))

  it.each([
    { deadline: after(45), text: 'ещё 45 минут', tone: 'accent' },
    { deadline: after(30), text: 'ещё 30 минут', tone: 'accent' },
    { deadline: after(29), text: 'ещё 29 минут', tone: 'warn' },
    { deadline: after(1.9), text: 'ещё 1 минута', tone: 'warn' },
    { deadline: after(0.5), text: 'ещё меньше минуты', tone: 'warn' },
    { deadline: after(0), text: 'ещё меньше минуты', tone: 'warn' },
    { deadline: after(-0.1), text: 'просрочено на меньше минуты', tone: 'bad' },
    { deadline: after(-125), text: 'просрочено на 2 часа 5 минут', tone: 'bad' },
    { deadline: after(24 * 60), text: 'ещё 24 часа', tone: 'accent' },
  ])('due at $deadline: $text', ({ deadline, text, tone }) => {
    const said = brief({ deadline })

    expect(said.text).toContain(`Первый ответ: ${text}`)
    expect(said.tone).toBe(tone)
  })

  it('more than a day away is a day and an hour, not a number of hours', () => {
    const deadline = after(24 * 60 + 1)

    expect(brief({ deadline })).toEqual({ text: `Первый ответ: до ${texts.moment(deadline)}`, tone: 'accent' })
  })

  /** 9 to 18 in Moscow, where it was 18:00 yesterday and is 9:22 today. */
  const openSince = Date.parse('2026-11-20T06:00:00Z')
  const measured = (seconds: number) => ({
    measured: { seconds, at: '2026-11-20T06:00:00Z', isCounting: true, changesAt: '2026-11-20T15:00:00Z' },
    dayMinutes: 540,
  })

  it('S3 lateness is in the measure of the promise: a night is none of it', () => {
    const clock = aClock({ state: breached({ at: '2026-11-19T15:00:00Z' }), ...measured(0) })

    expect(texts.brief(clock, openSince + 18 * 60_000).text).toBe('Первый ответ: просрочено на 18 минут')
    expect(texts.brief({ ...clock, measured: null }, openSince + 18 * 60_000).text).toContain('15 часов 18 минут')
  })

  it('S3 it stands still from the end of the working day on', () => {
    const clock = aClock({ state: breached({ at: '2026-11-19T15:00:00Z' }), ...measured(0) })

    expect(texts.brief(clock, Date.parse('2026-11-20T19:00:00Z')).text).toContain('просрочено на 9 часов')
  })

  it('S3 what is left is told so, too, with the day where it is another one', () => {
    const deadline = new Date(openSince + 23 * 3_600_000).toISOString()
    const text = texts.brief(aClock({ deadline, ...measured(10 * 3600) }), openSince + 3_600_000).text

    expect(text).toBe(`Первый ответ: ещё 9 часов, до ${texts.moment(deadline)}`)
  })

  it('S1 a deadline whose days are not settled is marked', () => {
    expect(brief({ deadline: after(45), isFinal: false }).text).toMatch(/^Первый ответ: .* \(предварительно\)$/)
  })

  it.each([
    ['waitingForClient', 'ждём ответа клиента'],
    ['deferred', 'обращение отложено'],
    ['awaitingPayment', 'ждём оплаты'],
    ['locked', 'обращение закрыто для записи'],
    ['resolved', 'обращение было решено'],
    ['closed', 'обращение было закрыто'],
  ] as const)('S4 that stands for %s says so, whatever its deadline was', (reason, words) => {
    const said = brief({ clock: 'resolution', state: paused(reason), deadline: after(-10) })

    expect(said).toEqual({ text: `Решение: срок стоит, ${words}`, tone: 'muted' })
  })

  it('a breach is counted from the deadline that was broken, not from the newest one', () => {
    expect(brief({ state: breached(), deadline: after(60) })).toEqual({
      text: 'Первый ответ: просрочено на 1 час 30 минут',
      tone: 'bad',
    })
  })

  it('without a promise has its name only', () => {
    expect(brief({ clock: 'nextReaction', deadline: null })).toEqual({ text: 'Ответ', tone: 'muted' })
  })
})

describe('S5 a clock at length', () => {
  it.each<{ state: ClockState; deadline?: string | null; remainingSeconds?: number; text: string; tone: string }>([
    { state: { status: 'met', at: noon }, text: `в срок, ${texts.moment(noon)}`, tone: 'good' },
    { state: { status: 'stopped', at: noon }, text: `остановлен, ${texts.moment(noon)}`, tone: 'muted' },
    { state: breached(), text: `с опозданием, срок был ${texts.moment(after(-90))}`, tone: 'bad' },
    {
      state: breached({ isByRetargeting: true }),
      text: `срок изменили так, что он уже прошёл: ${texts.moment(after(-90))}`,
      tone: 'bad',
    },
    {
      state: paused('deferred'),
      deadline: null,
      remainingSeconds: 5_400,
      text: `стоит с ${texts.moment(noon)}, обращение отложено; остаток рабочего времени: 1 час 30 минут`,
      tone: 'muted',
    },
    { state: { status: 'running' }, deadline: after(60), text: `идёт, до ${texts.moment(after(60))}`, tone: 'accent' },
    { state: { status: 'running' }, deadline: null, text: '', tone: 'accent' },
    { state: { status: 'absent' }, deadline: null, text: '', tone: 'accent' },
  ])('$state.status with the deadline $deadline: $text', ({ text, tone, ...changes }) => {
    expect(texts.atLength(aClock(changes))).toEqual({ text, tone })
  })
})

it.each<[ClockState, boolean]>([
  [{ status: 'running' }, true],
  [paused('locked'), true],
  [breached(), true],
  [breached({ endedAt: noon }), false],
  [{ status: 'met', at: noon }, false],
  [{ status: 'stopped', at: noon }, false],
  [{ status: 'absent' }, false],
])('%j asks something of somebody: %s', (state, expected) => {
  expect(isOpen(aClock({ state }))).toBe(expected)
})
