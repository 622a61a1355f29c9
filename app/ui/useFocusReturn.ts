import { useEventListener } from '@vueuse/core'
import { nextTick, onScopeDispose, watch } from 'vue'
import type { Ref } from 'vue'
import { focusableAround, focusBack, placeOf } from './focusPlace.ts'
import type { FocusPlace } from './focusPlace.ts'

/** Of the dialogs that are open or fade away, the newest last: a dialog that follows another one belongs where that came from. */
const openedFrom: FocusPlace[] = []

/**
 * Brings the focus back to what opened a dialog. The kit takes it away from there before the dialog notes where it was, and
 * gives it back only if nothing has it at the moment of closing: but the dialog that fades away still does.
 */
export function useFocusReturn(open: Readonly<Ref<boolean>>): { onCloseAutoFocus: (event: Event) => void } {
  /** Not simply what has the focus: a button that waits has lost it, and Safari gives it to no button that is clicked. */
  let lastUsed: Element | null = null
  let place: FocusPlace | null = null

  function note({ target }: Event): void {
    if (!open.value) lastUsed = focusableAround(target) ?? lastUsed
  }
  useEventListener(document, 'focusin', note, { capture: true })
  useEventListener(document, 'click', note, { capture: true })

  function remember(): void {
    forget()
    const element = lastUsed ?? focusableAround(document.activeElement)
    const isOnPage = element !== null && element.closest('[role=dialog]') === null
    place = placeOf(element, isOnPage ? null : (openedFrom.at(-1) ?? null))
    openedFrom.push(place)
  }

  function forget(): void {
    if (place !== null && openedFrom.includes(place)) openedFrom.splice(openedFrom.indexOf(place), 1)
  }

  function giveBack(): void {
    forget()
    if (place !== null && !isFocusTaken()) focusBack(place)
  }

  // At once: a moment later the kit has taken the focus away.
  watch(open, (isOpen) => isOpen && remember(), { immediate: true, flush: 'sync' })
  onScopeDispose(() => void nextTick(forget))

  return {
    onCloseAutoFocus(event) {
      // The kit would give it to the page. Until the dialog has left, what lies behind it is hidden from screen readers.
      event.preventDefault()
      void nextTick(openedFrom.at(-1) === place ? giveBack : forget)
    },
  }
}

/** Somebody has gone on already. */
function isFocusTaken(): boolean {
  const { activeElement } = document
  if (activeElement === null || activeElement === document.body) return false
  return activeElement.closest(':is([role=dialog], [role=menu])[data-state=closed]') === null
}
