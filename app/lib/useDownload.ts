import { nextTick, onScopeDispose, shallowRef, useTemplateRef } from 'vue'
import { toApiError } from './apiError.ts'
import { useApiErrorText } from './useApiErrorText.ts'

export type DownloadedFile = { name: string; type: string; parts: BlobPart[] }

/** A file that the server has made comes as text. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
}

/**
 * A file that is put together in the page: a download from the server would need the session's token in an address. The
 * template shows it as a link with `ref="link"`, which stays, because a portal's frame or a phone may ignore the click that
 * the page itself makes.
 */
export function useDownload<What extends string>() {
  const errorText = useApiErrorText()
  const link = useTemplateRef<HTMLAnchorElement>('link')
  const making = shallowRef<What | null>(null)
  /** Why there is no file, in words; empty where nothing failed. */
  const failure = shallowRef('')
  const file = shallowRef<{ url: string; name: string } | null>(null)

  /** One at a time: whoever asks meanwhile is not heard. */
  async function make(what: What, produce: () => Promise<DownloadedFile>): Promise<void> {
    if (making.value !== null) return
    making.value = what
    failure.value = ''
    forget()
    try {
      const { name, type, parts } = await produce()
      file.value = { url: URL.createObjectURL(new Blob(parts, { type })), name }
      await nextTick()
      link.value?.click()
    } catch (error) {
      failure.value = errorText(toApiError(error))
    } finally {
      making.value = null
    }
  }

  function forget(): void {
    if (file.value !== null) URL.revokeObjectURL(file.value.url)
    file.value = null
  }

  onScopeDispose(forget)
  return { making, failure, file, make }
}
