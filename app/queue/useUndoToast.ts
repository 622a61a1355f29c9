import { useToast } from '@bitrix24/b24ui-nuxt/composables/useToast'
import { toApiError } from '#app/lib/apiError.ts'
import { useTexts } from '#app/lib/i18n.ts'
import { useApiErrorText } from '#app/lib/useApiErrorText.ts'
import { useOpenTickets } from '#app/tickets/useOpenTickets.ts'
import { splitMergeTexts } from './splitMerge.texts.ts'

interface Done {
  ticketId: string
  linkIds: readonly string[]
  done: string
  undone: string
}

const shownMs = 15_000

/** Says what was done, and takes it back at one click; for the rest of the hour the ticket itself offers that. */
export function useUndoToast(): (what: Done) => void {
  const t = useTexts(splitMergeTexts)
  const errorText = useApiErrorText()
  const toast = useToast()
  const tickets = useOpenTickets()

  async function undo({ ticketId, linkIds, undone }: Done): Promise<void> {
    try {
      for (const linkId of linkIds) await tickets.undo(ticketId, linkId)
      toast.add({ title: undone })
    } catch (error) {
      toast.add({ title: errorText(toApiError(error)), color: 'air-primary-alert' })
    }
  }

  return (what) => {
    toast.add({
      title: what.done,
      color: 'air-primary-success',
      duration: shownMs,
      actions: [{ label: t('undo'), onClick: () => void undo(what) }],
    })
  }
}
