import { computed } from 'vue'
import type { ComputedRef } from 'vue'
import { useFormat } from '#app/lib/format.ts'
import { useTexts } from '#app/lib/i18n.ts'
import { useSession } from '#app/lib/session.ts'
import { findPartnerTexts } from './findPartner.texts.ts'
import { usePartnerSearchStore } from './partnerSearchStore.ts'

/** Where the search stands, in a title and a sentence; the start page, the ticket and the page of the search say the same. */
export function usePartnerStatus(): {
  title: ComputedRef<string>
  text: ComputedRef<string>
  /** The offer that this reader can take now. */
  offered: ComputedRef<string | null>
} {
  const t = useTexts(findPartnerTexts)
  const format = useFormat()
  const store = usePartnerSearchStore()
  const { me } = useSession()
  const isAdmin = computed(() => me.value?.client?.role === 'admin')
  const isGood = computed(() => store.holder?.offer?.state === 'active')

  const title = computed(() => {
    const { holder } = store
    if (holder === undefined) return t('status_open')
    const desk = holder.deskName
    if (holder.status === 'waiting') return t('status_handed', { desk })
    return isGood.value ? t('status_offered', { desk }) : t('status_dead', { desk })
  })
  const text = computed(() => {
    const { holder, request } = store
    if (holder === undefined) {
      const isAgain = (request?.handovers.length ?? 0) > 0
      return isAgain ? t('status_againText') : t('status_openText', { number: request?.number ?? '' })
    }
    if (holder.status === 'waiting') return t('status_handedText', { date: format.dayAtTime(holder.handedAt) })
    if (!isGood.value) return t('status_deadText')
    const date = format.day(holder.offer?.until ?? holder.handedAt)
    return isAdmin.value ? t('status_offeredText', { date }) : t('status_offeredOther', { date })
  })
  const offered = computed(() => (isGood.value && isAdmin.value ? (store.holder?.handoverId ?? null) : null))
  return { title, text, offered }
}
