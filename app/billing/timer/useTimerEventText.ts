import type { TicketEvent } from '#contract/tickets/types.ts'
import { useTexts } from '#app/lib/i18n.ts'
import { useQuantaText } from '#app/regulation/useQuantaText.ts'
import { timerTexts } from './timer.texts.ts'

type TimerEvent = Extract<
  TicketEvent,
  { type: 'ticket.awaitingPayment' | 'ticket.paid' | 'ticket.planned' | 'timer.started' | 'timer.stopped' }
>

/** What a conversation says of work and money between its messages; a quantum of 0 minutes is one that is not read yet. */
export function useTimerEventText(): (event: TimerEvent, quantumMinutes: number) => string {
  const t = useTexts(timerTexts)
  const quantaText = useQuantaText()
  return (event, quantumMinutes) => {
    switch (event.type) {
      case 'ticket.awaitingPayment':
        return t(`event_awaiting_${event.why}`)
      case 'ticket.paid':
        return t('event_paid')
      case 'ticket.planned':
        return t('event_planned')
      case 'timer.started':
        return t('event_started', { name: event.by.name })
      case 'timer.stopped': {
        const quanta = quantaText.quanta(event.quanta, event.quantumMinutes ?? quantumMinutes)
        return event.cause === 'agent'
          ? t('event_stopped', { name: event.by.name, quanta })
          : t(`event_${event.cause}`, { quanta })
      }
    }
  }
}
