import { accessKindTexts, remoteToolTexts } from '#contract/tickets/access.texts.ts'
import type { TicketEvent } from '#contract/tickets/types.ts'
import { useFormat } from '#app/lib/format.ts'
import { useTexts } from '#app/lib/i18n.ts'
import { accessEventTexts } from './accessEvents.texts.ts'

export type AccessEvent = Extract<TicketEvent, { type: `access.${string}` | `remote.${string}` }>

/** What an entry about access says in the conversation. */
export function useAccessEventText(): (event: AccessEvent) => string {
  const t = useTexts(accessEventTexts)
  const kindOf = useTexts(accessKindTexts)
  const toolOf = useTexts(remoteToolTexts)
  const format = useFormat()

  return (event) => {
    if (event.type === 'remote.started') return t('started', { name: event.by.name, tool: toolOf(event.tool) })
    if (event.type === 'remote.ended') {
      const minutes = Math.max(1, Math.round((Date.parse(event.at) - Date.parse(event.startedAt)) / 60_000))
      return t('ended', { tool: toolOf(event.tool), span: format.minutes(minutes) })
    }
    const said = { name: event.by.name, kind: kindOf(event.kind) }
    switch (event.type) {
      case 'access.asked':
        return t('asked', { ...said, until: format.dayAtTime(event.until) })
      case 'access.given':
        return t('given', { ...said, until: format.dayAtTime(event.until) })
      case 'access.refused':
        return t('refused', said)
      case 'access.looked':
        return t('looked', said)
      case 'access.confirmed':
        return t('confirmed', said)
      case 'access.ended':
        if (event.wasGiven) return t(`wiped_${event.cause}`, said)
        return event.cause === 'notNeeded' ? t('ended_notNeeded', said) : t('ended_byItself', said)
    }
  }
}
