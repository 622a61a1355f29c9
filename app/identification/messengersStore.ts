import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Messenger } from '#contract/identification/types.ts'
import { useCall } from '#app/lib/api.ts'
import { newId } from '#app/lib/newId.ts'
import { useResource } from '#app/lib/useResource.ts'

/** I2: the reader's own messengers at the desk that answers. */
export const useMessengersStore = defineStore('messengers', () => {
  const call = useCall()
  const { value: own, reason, read, keep } = useResource(() => call('readMessengers', {}))
  /** Told once, by this page's own click. */
  const link = shallowRef<{ pairingId: string; url: string } | null>(null)

  async function begin(channel: Messenger): Promise<void> {
    const pairingId = newId()
    const begun = await call('beginPairing', { pairingId, channel })
    link.value = { pairingId, url: begun.link }
    await read()
  }

  async function confirm(pairingId: string): Promise<void> {
    keep(await call('confirmPairing', { pairingId }))
  }

  async function drop(pairingId: string): Promise<void> {
    keep(await call('dropPairing', { pairingId }))
  }

  async function leave(identityId: string): Promise<void> {
    keep(await call('leaveMessenger', { identityId }))
  }

  return { own, reason, read, link, begin, confirm, drop, leave }
})
