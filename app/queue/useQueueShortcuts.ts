import { useEventListener } from '@vueuse/core'
import { shallowRef, watch } from 'vue'
import type { ShallowRef } from 'vue'
import { openShelf } from '#app/lib/storage.ts'

export type QueueShortcut = 'down' | 'up' | 'take' | 'assign' | 'search' | 'help'

const byCode: Readonly<Record<string, QueueShortcut>> = {
  KeyJ: 'down',
  KeyK: 'up',
  KeyT: 'take',
  KeyA: 'assign',
  Slash: 'search',
}

/**
 * One key for what an agent does all day. Letters by their place, so that they work in a Cyrillic layout, too; never while
 * somebody types or a dialog is open, and everybody can switch them off (WCAG 2.1.4), but the help stays.
 */
export function useQueueShortcuts(act: (key: QueueShortcut) => void): { isOn: ShallowRef<boolean> } {
  const shelf = openShelf('opora:queueKeys:')
  const isOn = shallowRef(shelf.read('off') === null)
  watch(isOn, (on) => (on ? shelf.remove('off') : shelf.write('off', 'yes')))

  useEventListener(document, 'keydown', (event) => {
    const key = keyOf(event)
    if (key === null || (!isOn.value && key !== 'help') || isTaken(event)) return
    event.preventDefault()
    act(key)
  })
  return { isOn }
}

export function keyOf(event: KeyboardEvent): QueueShortcut | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  if (event.key === '?') return 'help'
  if (event.key === '/') return 'search'
  return event.shiftKey ? null : (byCode[event.code] ?? null)
}

/** One that fades away has been closed already. */
const openDialog = ':is([role=dialog], [role=alertdialog]):not([data-state=closed])'

/** What is typed belongs to the field, and a dialog or an open choice has keys of its own. */
function isTaken({ target, defaultPrevented }: KeyboardEvent): boolean {
  if (defaultPrevented || document.querySelector(openDialog) !== null) return true
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    target.closest('input:not([type=radio], [type=checkbox]), textarea, select, [role=listbox], [role=menu]') !== null
  )
}
