import { useEventListener } from '@vueuse/core'
import { shallowRef } from 'vue'
import type { Ref, ShallowRef } from 'vue'

/** Files that are dragged over a part of the page and dropped on it. Beside it they open nothing: the page would be gone. */
export function useFileDrop(
  target: Readonly<Ref<HTMLElement | null>>,
  canDrop: () => boolean,
  dropped: (files: readonly File[]) => void,
): { isOver: Readonly<ShallowRef<boolean>> } {
  const isOver = shallowRef(false)
  /** Each part that is entered is left again; the inner one is entered before the outer one is left. */
  let depth = 0

  function end(): void {
    depth = 0
    isOver.value = false
  }

  useEventListener(target, 'dragenter', (event: DragEvent) => {
    if (!hasFiles(event) || !canDrop()) return
    depth += 1
    isOver.value = true
  })
  useEventListener(target, 'dragleave', (event: DragEvent) => {
    if (!hasFiles(event) || depth === 0) return
    depth -= 1
    if (depth === 0) end()
  })
  useEventListener(target, 'drop', (event: DragEvent) => {
    if (!hasFiles(event)) return
    event.preventDefault()
    end()
    if (canDrop()) dropped(Array.from(event.dataTransfer?.files ?? []))
  })
  useEventListener(window, 'dragover', (event: DragEvent) => {
    if (!hasFiles(event)) return
    event.preventDefault()
    if (event.dataTransfer !== null) event.dataTransfer.dropEffect = isOver.value ? 'copy' : 'none'
  })
  useEventListener(window, 'drop', (event: DragEvent) => {
    if (hasFiles(event)) event.preventDefault()
    end()
  })

  return { isOver }
}

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') === true
