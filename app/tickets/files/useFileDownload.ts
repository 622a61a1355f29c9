import type { MessageFile } from '#contract/tickets/files.types.ts'
import { useAction } from '#app/lib/useAction.ts'
import { useFileStore } from './fileStore.ts'

/** Saves a file under its name: the link is asked for at the click, because it is good for minutes only. */
export function useFileDownload() {
  const store = useFileStore()
  const { isBusy, error, act } = useAction()

  async function download({ fileId, name }: MessageFile): Promise<void> {
    await act(async () => {
      const link = document.createElement('a')
      link.href = await store.linkOf(fileId, 'download')
      link.download = name
      document.body.append(link)
      link.click()
      link.remove()
    })
  }

  return { isBusy, error, download }
}
