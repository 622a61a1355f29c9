import { useToast } from '@bitrix24/b24ui-nuxt/composables/useToast'
import { shallowRef } from 'vue'
import { useTexts } from '#app/lib/i18n.ts'
import { toApiError } from '#app/lib/apiError.ts'
import { useApiErrorText } from '#app/lib/useApiErrorText.ts'
import { supportTexts } from './support.texts.ts'
import { useSupportStore } from './supportStore.ts'

/** Going back and connecting again are one click each; the other way round is one click more. */
export function useConnectionSwitch() {
  const t = useTexts(supportTexts)
  const errorText = useApiErrorText()
  const toast = useToast()
  const store = useSupportStore()
  const isBusy = shallowRef(false)

  async function goBack(): Promise<void> {
    const left = store.view?.connection
    if (!(await attempt(store.returnToStandard))) return
    const desk = store.view?.entitlement.deskName ?? null
    toast.add({
      title: desk === null ? t('left') : t('wentBack', { desk }),
      color: 'air-primary-success',
      duration: 15_000,
      ...(left === undefined || left === null || left.endsAt !== null
        ? {}
        : { actions: [{ label: t('undo'), onClick: () => void connectAgain(left) }] }),
    })
  }

  async function connectAgain({ deskId, deskName }: { deskId: string; deskName: string }): Promise<void> {
    if (!(await attempt(() => store.reconnect(deskId)))) return
    toast.add({ title: t('reconnected', { desk: deskName }), color: 'air-primary-success' })
  }

  async function dismiss(at: string): Promise<void> {
    await attempt(() => store.dismissTariffChange(at))
  }

  /** A stale page is read anew before anything is said, so that the words and the picture agree. */
  async function attempt(act: () => Promise<void>): Promise<boolean> {
    if (isBusy.value) return false
    isBusy.value = true
    try {
      await act()
      return true
    } catch (error) {
      const reason = toApiError(error)
      if (reason.code !== 'unreachable') await store.load()
      toast.add({ title: errorText(reason), color: 'air-primary-alert', duration: 10_000 })
      return false
    } finally {
      isBusy.value = false
    }
  }

  return { isBusy, goBack, connectAgain, dismiss }
}
