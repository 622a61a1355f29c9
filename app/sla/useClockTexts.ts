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

/** How a clock is said; `now` is the server's time in milliseconds. */
export function useClockTexts() {
  const t = useTexts(slaTexts)
  const format = useFormat()

  /** Never "0 minutes": what is nearly over is less than one. */
  function span(ms: number): string {
    const minutes = Math.floor(ms / minuteMs)
    return minutes < 1 ? t('lessThanMinute') : format.minutes(minutes)
  }

  const workingSpan = (seconds: number): string => span(seconds * 1000)
  const moment = (at: string): string => format.dayAtTime(at)

  /** One line for the head of a ticket. */
  function brief(clock: ClockView, now: number): ClockText {
    const { state, deadline } = clock
    const name = t(clock.clock)
    if (state.status === 'paused') {
      return { text: t('paused', { clock: name, reason: t(`pause_${state.reason}`) }), tone: 'muted' }
    }
    const due = state.status === 'breached' ? Date.parse(state.at) : Date.parse(deadline ?? '')
    if (now > due) return { text: t('overdue', { clock: name, span: span(now - due) }), tone: 'bad' }
    if (state.status === 'unknown') return { text: t('unknownDue', { clock: name }), tone: 'muted' }
    if (deadline === null) return { text: name, tone: 'muted' }
    const tone = due - now < soonMs ? 'warn' : 'accent'
    if (due - now > dayMs) return { text: t('until', { clock: name, at: moment(deadline) }), tone }
    return { text: t('left', { clock: name, span: span(due - now), at: format.time(deadline) }), tone }
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
        const left = workingSpan(clock.remainingSeconds ?? 0)
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
