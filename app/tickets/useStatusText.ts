import { useTexts } from '#app/lib/i18n.ts'
import { statusLabel } from './statusLabel.ts'
import { ticketTexts } from './tickets.texts.ts'

/** A status in the words of one side, as its badge says it. */
export function useStatusText() {
  const t = useTexts(ticketTexts)
  return (summary: Parameters<typeof statusLabel>[0], side: 'client' | 'desk'): string =>
    t(statusLabel(summary, side).key)
}
