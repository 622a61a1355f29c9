import type { ClockView } from '#contract/sla/types.ts'
import { useFormat } from '#app/lib/format.ts'
import { useTexts } from '#app/lib/i18n.ts'
import type { BadgeTone } from '#app/ui/badgeTone.ts'
import { slaTexts } from './sla.texts.ts'

export interface ClockText {
  readonly text: string
  readonly tone: BadgeTone
}

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
/** From here on a deadline that nears is not only blue. */
const soonMs = 30 * minuteMs

/** Whether the clock still asks something of somebody. */
export function isOpen({ state }: ClockView): boolean {
  if (state.status === 'breached') return state.endedAt === null
  return state.status === 'running' || state.status === 'paused'
}

/** When what the page counts by itself is no longer what the server would: a desk opens or closes. */
export function changesAt(clocks: readonly ClockView[]): number {
  const instants = clocks.filter(isOpen).flatMap(({ measured }) => measured?.changesAt ?? [])
  return Math.min(...instants.map((at) => Date.parse(at)))
}

/** How a clock is said; `now` is the server's time in milliseconds. */
export function useClockTexts() {
  const t = useTexts(slaTexts)
  const format = useFormat()

  /** Never "0 minutes": what is nearly over is less than one. */
  function workingSpan(seconds: number, dayMinutes: number | null = null): string {
    const minutes = Math.floor(seconds / 60)
    return minutes < 1 ? t('lessThanMinute') : format.minutes(minutes, dayMinutes)
  }

  function wallSpan(ms: number): string {
    const minutes = Math.floor(ms / minuteMs)
    return minutes < 1 ? t('lessThanMinute') : format.wallMinutes(minutes)
  }

  const moment = (at: string): string => format.dayAtTime(at)

  /** How far a deadline is, in the measure of its promise: working time, or by the wall where a day was promised. */
  function distance({ measured, dayMinutes }: ClockView, due: number, now: number): string {
    if (measured === null) return wallSpan(Math.abs(due - now))
    const until = measured.changesAt === null ? now : Math.min(now, Date.parse(measured.changesAt))
    const passed = measured.isCounting ? Math.max(0, until - Date.parse(measured.at)) / 1000 : 0
    return workingSpan(Math.abs(measured.seconds - passed), dayMinutes)
  }

  /** One line for the head of a ticket. */
  function brief(clock: ClockView, now: number): ClockText {
    const said = briefly(clock, now)
    return { ...said, text: format.settled(said.text, clock.isFinal) }
  }

  function briefly(clock: ClockView, now: number): ClockText {
    const { state, deadline } = clock
    const name = t(clock.clock)
    if (state.status === 'paused') {
      return { text: t('paused', { clock: name, reason: t(`pause_${state.reason}`) }), tone: 'muted' }
    }
    const due = state.status === 'breached' ? Date.parse(state.at) : Date.parse(deadline ?? '')
    if (now > due) return { text: t('overdue', { clock: name, span: distance(clock, due, now) }), tone: 'bad' }
    if (state.status === 'unknown') return { text: t('unknownDue', { clock: name }), tone: 'muted' }
    if (deadline === null) return { text: name, tone: 'muted' }
    const tone = due - now < soonMs ? 'warn' : 'accent'
    if (due - now > dayMs) return { text: t('until', { clock: name, at: moment(deadline) }), tone }
    const at = format.isSameDay(deadline, now) ? format.time(deadline) : moment(deadline)
    return { text: t('left', { clock: name, span: distance(clock, due, now), at }), tone }
  }

  /** The same at length, also of a clock that has ended. */
  function atLength(clock: ClockView): ClockText {
    const { state, deadline } = clock
    switch (state.status) {
      case 'met':
        return { text: t('met', { at: moment(state.at) }), tone: 'good' }
      case 'stopped':
        return { text: t('stopped', { at: moment(state.at) }), tone: 'muted' }
      case 'breached':
        return { text: t(state.isByRetargeting ? 'lateByTarget' : 'late', { at: moment(state.at) }), tone: 'bad' }
      case 'paused': {
        const reason = t(`pause_${state.reason}`)
        const left = workingSpan(clock.remainingSeconds ?? 0, clock.dayMinutes)
        return { text: t('standing', { at: moment(state.since), reason, span: left }), tone: 'muted' }
      }
      case 'unknown':
        return { text: t('unknownDueAtLength'), tone: 'muted' }
      case 'absent':
      case 'running':
        return { text: deadline === null ? '' : t('running', { at: moment(deadline) }), tone: 'accent' }
    }
  }

  return { brief, atLength, workingSpan, moment }
}
