import { computed, shallowRef } from 'vue'
import type { Person } from '#contract/common.ts'
import type { DeskRole } from '#contract/session.ts'
import { useTexts } from '#app/lib/i18n.ts'
import type { ApiError } from '#app/lib/apiError.ts'
import { useAction } from '#app/lib/useAction.ts'
import { useDeskStore } from './deskStore.ts'
import { roleKey, staffTexts } from './staff.texts.ts'
import { useStaffStore } from './staffStore.ts'
import { staffWorkTexts } from './staffWork.texts.ts'

/** What is done to one colleague's row: what came of it is said above the list, why not beside the row. */
export function useStaffActions() {
  const t = useTexts(staffTexts)
  const work = useTexts(staffWorkTexts)
  const desk = useDeskStore()
  const store = useStaffStore()
  const notice = shallowRef('')
  const explain = (reason: ApiError): string | null => (reason.code === 'still_in_use' ? t('lastOwner') : null)
  const { isBusy, error, act: attempt } = useAction(explain)
  const concerned = shallowRef<number | null>(null)
  const refused = computed(() => (error.value === '' ? null : { userId: concerned.value, text: error.value }))

  async function act(person: Person, done: string, what: () => Promise<unknown>): Promise<void> {
    await attempt(async () => {
      notice.value = ''
      concerned.value = person.userId
      await what()
      notice.value = done
    })
  }

  async function setRole(userId: number, role: DeskRole): Promise<void> {
    await desk.setRole(userId, role)
    await store.read()
  }

  return {
    notice,
    refused,
    isBusy,
    explain,
    change: (person: Person, role: DeskRole) =>
      act(person, t('roleSaved', { name: person.name, role: t(roleKey[role]) }), () => setRole(person.userId, role)),
    comeBack: (person: Person) =>
      act(person, work('isBack', { name: person.name }), () => store.setAway({ userId: person.userId, away: null })),
    async remove(person: Person): Promise<void> {
      await desk.remove(person.userId)
      await store.read()
      notice.value = t('removed', { name: person.name })
    },
    async add(person: Person, role: DeskRole): Promise<void> {
      await setRole(person.userId, role)
      notice.value = t('added', { name: person.name })
    },
  }
}
