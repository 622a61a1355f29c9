import { useToast } from '@bitrix24/b24ui-nuxt/composables/useToast'
import { useTexts } from '#app/lib/i18n.ts'
import { useAction } from '#app/lib/useAction.ts'
import { supportTexts } from './support.texts.ts'
import { useSupportStore } from './supportStore.ts'

/** Going back and connecting again are one click each; the other way round is one click more. */
export function useConnectionSwitch() {
  const t = useTexts(supportTexts)
  const toast = useToast()
  const store = useSupportStore()
  const { isBusy, act } = useAction()

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
  async function attempt(what: () => Promise<void>): Promise<boolean> {
    const outcome = await act(what, async ({ code }, text) => {
      if (code !== 'unreachable') await store.load()
      toast.add({ title: text, color: 'air-primary-alert', duration: 10_000 })
    })
    return outcome === 'done'
  }

  return { isBusy, goBack, connectAgain, dismiss }
}
