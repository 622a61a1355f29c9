import { useDocumentVisibility } from '@vueuse/core'
import { watch } from 'vue'
import type { NotifiedSide } from '#contract/notifications/choices.types.ts'
import type { ShownNotice } from '#contract/notifications/shown.types.ts'
import { useLive } from '#app/lib/useResource.ts'
import { desktopState, showOnDesktop } from './desktopNotices.ts'
import { useNoticeTone } from './useNoticeTone.ts'
import { useShownNoticesStore } from './shownNoticesStore.ts'
import { useUnseenInTitle } from './useUnseenInTitle.ts'

/** More at once are a number, not a heap of windows. */
const mostOnDesktop = 3

/**
 * D4: what an open page does of notifications: the number in its title, and a sound or a notice on the desktop for a new one, where the
 * reader wants that. Of the ticket that lies open before the reader nothing rings: it is seen.
 */
export function useNoticeSignals(options: {
  side: NotifiedSide
  openTicketId: () => string
  open: (notice: ShownNotice) => void
}): void {
  const store = useShownNoticesStore()
  store.side = options.side
  const visibility = useDocumentVisibility()
  const tone = useNoticeTone(() => store.shown?.sound === true)
  const known = new Set<string>()
  useLive(['notices'], store.read)
  useUnseenInTitle(() => store.shown?.unseen ?? 0)

  const isOpen = ({ ticketId }: ShownNotice): boolean =>
    ticketId !== null && visibility.value === 'visible' && ticketId === options.openTicketId()

  async function seeOpened(notices: readonly ShownNotice[]): Promise<void> {
    const ticketId = notices.find(isOpen)?.ticketId ?? null
    if (ticketId !== null) await store.see({ is: 'ticket', ticketId })
  }

  async function ringFor(fresh: readonly ShownNotice[]): Promise<void> {
    const sounds = store.shown?.sound === true && tone.isReady
    const shows = store.shown?.desktop === true && desktopState() === 'granted'
    if (fresh.length === 0 || !(sounds || shows)) return
    const rung = await store.ring(fresh.map(({ noticeId }) => noticeId))
    const own = fresh.filter(({ noticeId }) => rung.has(noticeId))
    if (sounds && own.length > 0) tone.play()
    if (!shows) return
    for (const notice of own.slice(0, mostOnDesktop))
      showOnDesktop(notice.text, { key: notice.noticeId, onOpen: () => options.open(notice) })
  }

  watch([() => store.shown, options.openTicketId, visibility], () => {
    const notices = store.shown?.notices ?? []
    const fresh = notices.filter((notice) => !known.has(notice.noticeId) && !isOpen(notice))
    for (const { noticeId } of notices) known.add(noticeId)
    // Without a server it is seen, and rung for, another time.
    void seeOpened(notices).catch(() => undefined)
    void ringFor(fresh).catch(() => undefined)
  })
}
