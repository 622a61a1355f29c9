import { computed } from 'vue'
import type { AccountOf } from '#contract/billing/base.types.ts'
import type { TicketView } from '#contract/tickets/types.ts'
import { useFormat } from '#app/lib/format.ts'
import { useTexts } from '#app/lib/i18n.ts'
import { useLive } from '#app/lib/useResource.ts'
import { useQuantaText } from '#app/regulation/useQuantaText.ts'
import { changedKeyOf, useAccountStore } from '../accountStore.ts'
import { billedQuanta } from './billedQuanta.ts'
import type { TicketHistory } from './billedQuanta.ts'
import { timerTexts } from './timer.texts.ts'

/** Minutes of a quantum on the account that a ticket's work goes to; 0 until that is read. */
export function useTicketQuantum(): (view: TicketView) => number {
  const accounts = useAccountStore()
  return (view) => accounts.accountOf(accountOfTicket(view)).view?.quantumMinutes ?? 0
}

function accountOfTicket({ side, summary }: TicketView): AccountOf {
  return side === 'client' ? { side, deskId: summary.deskId } : { side, memberId: summary.memberId }
}

/** The account behind a ticket, kept fresh while the ticket is open, and what the ticket's page says of it. */
export function useTicketAccount(view: () => TicketView, conversation: () => TicketHistory) {
  const t = useTexts(timerTexts)
  const format = useFormat()
  const accounts = useAccountStore()

  const quantaText = useQuantaText()

  const of = computed(() => accountOfTicket(view()))
  const inWords = (count: number): string => quantaText.quanta(count, account.value?.quantumMinutes ?? 0)
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
    const { quanta, minutes, since } = billedQuanta(conversation(), account.value?.quantumMinutes ?? 0)
    const running = timers.value.reduce((sum, timer) => sum + timer.quanta, 0)
    if (quanta + running === 0) return ''
    const runningMinutes = timers.value.reduce((sum, timer) => sum + timer.quanta * timer.quantumMinutes, 0)
    const amount = quantaText.summed(quanta + running, minutes + runningMinutes)
    return since === null
      ? t('takenHere', { quanta: amount })
      : t('takenSince', { date: format.day(since), quanta: amount })
  })
  const left = computed(() => {
    const { left: count = 0, owed = 0, limitQuanta = 0 } = account.value ?? {}
    if (limitQuanta > 0) {
      return t('owed', { quanta: quantaText.ofTotal(owed, limitQuanta, account.value?.quantumMinutes ?? 0) })
    }
    return count === 0 ? t('none') : t('left', { quanta: inWords(count) })
  })

  /** On a phone: quanta above their time, in the height of a button. */
  const leftLines = computed(() => {
    const { left: count = 0, limitQuanta = 0, quantumMinutes = 0 } = account.value ?? {}
    if (limitQuanta > 0 || count === 0) return left.value
    return `${quantaText.quanta(count, 0)},\n${quantaText.time(count, quantumMinutes)}`
  })

  const read = (): Promise<void> => accounts.read(of.value)
  useLive([{ what: 'billing', of: () => changedKeyOf(of.value, account.value?.deskId ?? null) }], read)

  return { shown, account, isCustomer, timers, taken, left, leftLines, read }
}
