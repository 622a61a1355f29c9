import type { ReplyHours } from '#contract/tickets/replies.types.ts'
import type { ReplyValues } from '#contract/tickets/replies.words.ts'
import type { TicketView } from '#contract/tickets/types.ts'
import { useFormat } from '#app/lib/format.ts'
import { useTexts } from '#app/lib/i18n.ts'
import { useSession } from '#app/lib/session.ts'
import { repliesTexts } from './replies.texts.ts'

/**
 * What fills the variables of a quick reply. The client is the person who has opened the ticket: what the desk calls a client, the client never
 * reads (D8).
 */
export function useReplyValues() {
  const t = useTexts(repliesTexts)
  const format = useFormat()
  const { me } = useSession()

  function hoursInWords(hours: ReplyHours['hours']): string | null {
    if (hours === null) return null
    const { spans, timeZone } = hours
    if (spans.length === 0) return t('hoursOff')
    if (spans.some(({ from, until }) => from === '00:00' && until === '24:00')) return t('hoursAlways')
    const parts = spans.map(({ from, until }) => t('hoursPart', { from, until })).join(', ')
    return `${parts} ${format.zone(timeZone)}`
  }

  function valuesOf({ summary }: TicketView, hours: ReplyHours['hours']): ReplyValues {
    return {
      client: summary.openedBy,
      number: summary.number,
      subject: summary.subject,
      agent: me.value?.person.name ?? null,
      desk: summary.deskName,
      hours: hoursInWords(hours),
    }
  }

  /** For the page on which replies are written. */
  function sampleValues(hours: ReplyHours['hours']): ReplyValues {
    return {
      client: t('sampleClient'),
      number: t('sampleNumber'),
      subject: t('sampleSubject'),
      agent: me.value?.person.name ?? null,
      desk: me.value?.desk?.name ?? null,
      hours: hoursInWords(hours),
    }
  }

  return { valuesOf, sampleValues }
}
