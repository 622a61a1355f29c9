import { useToast } from '@bitrix24/b24ui-nuxt/composables/useToast'
import type { Duty, DutyRota } from '#contract/desks/duty.types.ts'
import { toApiError } from '#app/lib/apiError.ts'
import { useTexts } from '#app/lib/i18n.ts'
import { useApiErrorText } from '#app/lib/useApiErrorText.ts'
import { dutyTexts } from './duty.texts.ts'
import { useStaffStore } from './staffStore.ts'

const shownMs = 15_000

/** Says what was taken off the rota, and puts it back at one click. A rota that somebody has changed meanwhile stays as they have made it. */
export function useDutyUndo() {
  const t = useTexts(dutyTexts)
  const errorText = useApiErrorText()
  const toast = useToast()
  const store = useStaffStore()

  async function putBack(restore: () => Promise<void>): Promise<void> {
    try {
      await restore()
      toast.add({ title: t('dutyUndone') })
    } catch (error) {
      toast.add({ title: errorText(toApiError(error)), color: 'air-primary-alert' })
    }
  }

  function offer(title: string, restore: () => Promise<void>): void {
    toast.add({
      title,
      color: 'air-primary-success',
      duration: shownMs,
      actions: [{ label: t('dutyUndo'), onClick: () => void putBack(restore) }],
    })
  }

  return {
    /** Under the id that it had, so that two clicks put it back once. */
    removed({ dutyId, kind, person: { userId }, from, until }: Duty): void {
      offer(t('dutyRemoved'), () => store.addDuty({ dutyId, kind, userId, from, until }))
    },
    /** Where somebody stood in the order before and does not now; the whole order is put back. */
    rotaSaved({ people, weekday, time, confirmMinutes }: DutyRota, saved: DutyRota): void {
      const left = people.filter(({ userId }) => !saved.people.some((one) => one.userId === userId))
      if (left.length === 0) return
      const { version } = saved
      const userIds = people.map(({ userId }) => userId)
      offer(t('rotaLeft', { names: left.map(({ name }) => name).join(', ') }), () =>
        store.saveRota({ version, people: userIds, weekday, time, confirmMinutes }),
      )
    },
  }
}
