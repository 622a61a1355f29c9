import { computed } from 'vue'
import type { AccountOf } from '#contract/billing/base.types.ts'
import type { TicketView } from '#contract/tickets/types.ts'
import { useFormat } from '#app/lib/format.ts'
import { useTexts } from '#app/lib/i18n.ts'
import { useLive } from '#app/lib/useResource.ts'
import { changedKeyOf, useAccountStore } from '../accountStore.ts'
import { billedQuanta } from './billedQuanta.ts'
import type { TicketHistory } from './billedQuanta.ts'
import { timerTexts } from './timer.texts.ts'

/** The account behind a ticket, kept fresh while the ticket is open, and what the ticket's page says of it. */
export function useTicketAccount(view: () => TicketView, conversation: () => TicketHistory) {
  const t = useTexts(timerTexts)
  const format = useFormat()
  const accounts = useAccountStore()

  const of = computed<AccountOf>(() => {
    const { side, summary } = view()
    return side === 'client' ? { side, deskId: summary.deskId } : { side, memberId: summary.memberId }
  })
  const shown = computed(() => accounts.accountOf(of.value))
  const account = computed(() => shown.value.view)
  /** Whether anything was ever bought, or may be owed. */
  const isCustomer = computed(() => {
    const { entries = 0, packages = [], timers: running = [], limitQuanta = 0 } = account.value ?? {}
    return entries > 0 || packages.length > 0 || running.length > 0 || limitQuanta > 0
  })
  const timers = computed(() =>
    (account.value?.timers ?? []).filter(({ ticketId }) => ticketId === view().summary.ticketId),
  )
  const taken = computed(() => {
    const { quanta, since } = billedQuanta(conversation())
    const count = timers.value.reduce((sum, timer) => sum + timer.quanta, quanta)
    if (count === 0) return ''
    const amount = t('quanta', { count })
    return since === null
      ? t('takenHere', { quanta: amount })
      : t('takenSince', { date: format.day(since), quanta: amount })
  })
  const left = computed(() => {
    const { left: count = 0, owed = 0, limitQuanta = 0 } = account.value ?? {}
    if (limitQuanta > 0) return t('owed', { quanta: t('quanta', { count: owed }), limit: limitQuanta })
    return count === 0 ? t('none') : t('left', { quanta: t('quanta', { count }) })
  })

  /** Where there is no room to say that they are left. */
  const leftBrief = computed(() => {
    const { left: count = 0, limitQuanta = 0 } = account.value ?? {}
    return limitQuanta > 0 || count === 0 ? left.value : t('quanta', { count })
  })

  const read = (): Promise<void> => accounts.read(of.value)
  useLive([{ what: 'billing', of: () => changedKeyOf(of.value, account.value?.deskId ?? null) }], read)

  return { shown, account, isCustomer, timers, taken, left, leftBrief, read }
}
