import { computed } from 'vue'
import type { ComputedRef } from 'vue'
import type { SupportView } from '#contract/connections/types.ts'
import { isSameClock, timeOf, useFormat, viewerZone } from '#app/lib/format.ts'
import { language, useTexts } from '#app/lib/i18n.ts'
import { useAwaitedTexts } from '#app/billing/useAwaitedTexts.ts'
import { supportTexts } from './support.texts.ts'

/** Who helps and whether people answer now, in words and as a colour of the dot. */
export function usePresence(view: () => SupportView): {
  name: ComputedRef<string>
  title: ComputedRef<string>
  presence: ComputedRef<string>
  back: ComputedRef<string>
  dot: ComputedRef<'good' | 'warn' | 'muted'>
} {
  const t = useTexts(supportTexts)
  const ofPayment = useAwaitedTexts()
  const format = useFormat()
  const people = computed(() => view().entitlement.people)
  /** Said only to those whose own clock shows another time than the desk's: which clock this is, and what the desk's shows. */
  function whose(at: string): string {
    const { timeZone } = people.value
    if (timeZone === null || isSameClock(timeZone, viewerZone(), new Date(at))) return ''
    const onDesk = timeOf(new Date(at), { language: language.value, timeZone, now: new Date() })
    return ` ${t('yourTime', { desk: `${onDesk} ${format.zone(timeZone)}` })}`
  }

  const moment = (at: string): string =>
    new Date(at).toDateString() === new Date().toDateString() ? format.time(at) : format.dayAtTime(at)

  const presence = computed(() => {
    const { entitled, now, until, from, isFinal, aroundTheClock } = people.value
    if (!entitled) return nobody()
    const { awaits } = view()
    // People would answer, but not before the payment (E10): their hours promise nothing until then.
    if (awaits !== null) return ofPayment(`short_${awaits}`)
    if (aroundTheClock) return t('aroundTheClock')
    if (now)
      return until === null
        ? t('nowOpen')
        : format.settled(t('nowUntil', { until: moment(until) }) + whose(until), isFinal)
    return from === null ? t('closedNow') : t('fromThen', { from: back.value })
  })
  /** When people are back, in the reader's time; empty while they are there, or where nobody knows. */
  const back = computed(() => {
    const { from, isFinal } = people.value
    return from === null ? '' : format.settled(format.dayAtTime(from) + whose(from), isFinal)
  })

  function nobody(): string {
    const { reason } = view().entitlement
    if (reason === 'no_standard_desk') return t('noPeopleHere')
    return reason === 'tariff_unknown' ? t('noPeopleUnknown') : t('noPeople')
  }

  const self = computed(() => {
    const { helpers } = view().entitlement
    if (helpers.includes('assistant')) return t('heroSelf')
    return t(helpers.includes('knowledge') ? 'heroKnowledge' : 'heroNobody')
  })
  const desk = computed(() => (view().entitlement.kind === 'selfService' ? null : view().entitlement.deskName))
  const name = computed(() => desk.value ?? self.value)
  const title = computed(() => (desk.value === null ? self.value : t('heroDesk', { desk: desk.value })))

  const dot = computed(() => {
    if (!people.value.entitled) return 'muted'
    if (view().awaits !== null) return 'warn'
    return people.value.now || people.value.aroundTheClock ? 'good' : 'warn'
  })

  return { name, title, presence, back, dot }
}
