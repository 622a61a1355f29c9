import { computed, shallowRef, watch } from 'vue'
import type { AccountOf } from '#contract/billing/base.types.ts'
import { useLive } from '#app/lib/useResource.ts'
import { changedKeyOf, useAccountStore } from '../accountStore.ts'
import { useHistoryStore } from '../historyStore.ts'

/** The page of one account: read now and whenever it changed; `changes` tells the lists below to read again as well. */
export function useAccountPage(of: () => AccountOf) {
  const accounts = useAccountStore()
  const history = useHistoryStore()
  const shown = computed(() => accounts.accountOf(of()))
  const account = computed(() => shown.value.view)
  const changes = shallowRef(0)

  async function read(): Promise<void> {
    history.show(of())
    await accounts.read(of())
    changes.value += 1
  }

  watch(of, () => void read())
  /** Which desk answers, and what its regulation calls things. */
  const also = of().side === 'client' ? 'support' : 'regulation'
  useLive([{ what: 'billing', of: () => changedKeyOf(of(), account.value?.deskId ?? null) }, also], read)

  return { shown, account, changes, read }
}
