import { shallowRef, watch } from 'vue'
import type { ShallowRef } from 'vue'
import type { FileVariant } from '#contract/tickets/files.types.ts'
import { toApiError } from '#app/lib/apiError.ts'
import { useFileStore } from './fileStore.ts'

/** Where a picture or a video of the page comes from. A link that has run out meanwhile is asked for anew, once. */
export function useFileLink(
  fileId: () => string,
  variant: FileVariant,
): { url: Readonly<ShallowRef<string | null>>; hasFailed: ShallowRef<boolean>; load: () => void; renew: () => void } {
  const store = useFileStore()
  const url = shallowRef<string | null>(null)
  const hasFailed = shallowRef(false)
  let renewals = 0

  async function ask(): Promise<void> {
    const asked = fileId()
    hasFailed.value = false
    try {
      const link = await store.linkOf(asked, variant)
      if (asked === fileId()) url.value = link
    } catch (error) {
      toApiError(error)
      if (asked === fileId()) hasFailed.value = true
    }
  }

  function load(): void {
    renewals = 0
    url.value = null
    void ask()
  }

  /** The link did not work. */
  function renew(): void {
    store.forgetLink(fileId(), variant)
    renewals += 1
    if (renewals > 1) hasFailed.value = true
    else void ask()
  }

  watch(fileId, load, { immediate: true })
  return { url, hasFailed, load, renew }
}
