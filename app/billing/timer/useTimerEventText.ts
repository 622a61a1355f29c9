import type { TicketEvent } from '#contract/tickets/types.ts'
import { useTexts } from '#app/lib/i18n.ts'
import { timerTexts } from './timer.texts.ts'

type TimerEvent = Extract<
  TicketEvent,
  { type: 'ticket.awaitingPayment' | 'ticket.paid' | 'ticket.planned' | 'timer.started' | 'timer.stopped' }
>

/** What a conversation says of work and money between its messages. */
export function useTimerEventText(): (event: TimerEvent) => string {
  const t = useTexts(timerTexts)
  return (event) => {
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
        const quanta = t('quanta', { count: event.quanta })
        return event.cause === 'agent'
          ? t('event_stopped', { name: event.by.name, quanta })
          : t(`event_${event.cause}`, { quanta })
      }
    }
  }
}
