import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import type { ComputedRef } from 'vue'
import { triggerAt } from './trigger.ts'
import type { Trigger } from './trigger.ts'

/** One of the list: what stands in it, and what it puts into the field. */
export interface Suggestion {
  readonly key: string
  readonly title: string
  readonly hint: string
  readonly mark: string
  readonly insert: () => string
}

interface Source {
  field: () => HTMLTextAreaElement | null
  /** What fits to what has been typed; none closes the list. */
  find: (asked: Pick<Trigger, 'sign' | 'query'>) => readonly Suggestion[]
  chosen: (suggestion: Suggestion, sign: Trigger['sign']) => void
}

/** `isByHand`: opened with the button, nothing was typed for it. */
type Asked = Trigger & { readonly isByHand: boolean }

/**
 * A list beside a text field: arrows, Enter and Tab choose, Escape closes until another sign is typed. Keys are taken before the field's
 * own, and only while there is something to choose. What is put in goes through the browser's own undo.
 */
export function useSuggestions({ field, find, chosen }: Source) {
  const asked = shallowRef<Asked | null>(null)
  const active = shallowRef(0)
  let dismissedAt = -1

  const options: ComputedRef<readonly Suggestion[]> = computed(() => (asked.value === null ? [] : find(asked.value)))
  const isOpen = computed(() => options.value.length > 0)
  watch(options, () => (active.value = 0))

  function look(): void {
    const box = field()
    if (box === null) return
    const isCaret = box.selectionStart === box.selectionEnd && document.activeElement === box
    const found = isCaret ? triggerAt(box.value, box.selectionStart) : null
    if (found?.start !== dismissedAt) dismissedAt = -1
    const wanted = found === null || dismissedAt >= 0 ? null : { ...found, isByHand: false }
    // The same question again, after a key that moved nothing: the choice stays where it is.
    if (!isSame(asked.value, wanted)) asked.value = wanted
  }

  function close(): void {
    asked.value = null
  }

  function dismiss(): void {
    if (asked.value?.isByHand === false) dismissedAt = asked.value.start
    close()
  }

  /** With the button: at the caret, of everything there is. */
  function toggle(): void {
    const box = field()
    if (box === null) return
    const wasOpen = asked.value !== null
    box.focus()
    asked.value = wasOpen ? null : { sign: '/', start: box.selectionStart, query: '', isByHand: true }
  }

  function choose(suggestion: Suggestion | undefined): void {
    const [box, now] = [field(), asked.value]
    if (suggestion === undefined || box === null || now === null) return
    close()
    putInto(
      box,
      now.isByHand ? [box.selectionStart, box.selectionEnd] : [now.start, box.selectionStart],
      suggestion.insert(),
    )
    chosen(suggestion, now.sign)
    // What was put in may end with something that asks again.
    close()
  }

  function press(event: KeyboardEvent): void {
    if (!isOpen.value || event.isComposing) return
    const act = actOf(event)
    if (act === null) return
    event.preventDefault()
    event.stopImmediatePropagation()
    act()
  }

  function actOf({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): (() => void) | null {
    if (ctrlKey || metaKey || altKey) return null
    if (key === 'Escape') return dismiss
    if (shiftKey) return null
    const { length } = options.value
    if (key === 'ArrowDown') return () => (active.value = (active.value + 1) % length)
    if (key === 'ArrowUp') return () => (active.value = (active.value + length - 1) % length)
    return key === 'Enter' || key === 'Tab' ? () => choose(options.value[active.value]) : null
  }

  let release: () => void = nothing
  watch(
    field,
    (box) => {
      release()
      if (box === null) return
      const moved = (): void => {
        // A move of the caret, too; arrows inside of the list are none.
        if (asked.value?.isByHand !== true) look()
      }
      const listeners = { input: look, keyup: moved, click: moved, blur: close } as const
      for (const [name, listener] of Object.entries(listeners)) box.addEventListener(name, listener)
      box.addEventListener('keydown', press, { capture: true })
      release = () => {
        for (const [name, listener] of Object.entries(listeners)) box.removeEventListener(name, listener)
        box.removeEventListener('keydown', press, { capture: true })
      }
    },
    { immediate: true },
  )
  onScopeDispose(() => release())

  return { asked, options, active, isOpen, toggle, choose, close }
}

function isSame(one: Asked | null, other: Asked | null): boolean {
  if (one === null || other === null) return one === other
  return one.sign === other.sign && one.start === other.start && one.query === other.query && !one.isByHand
}

function putInto(box: HTMLTextAreaElement, [from, to]: readonly [number, number], text: string): void {
  box.focus()
  box.setSelectionRange(from, to)
  if (insertByCommand(text)) return
  box.setRangeText(text, from, to, 'end')
  box.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

const nothing = (): void => undefined

/** The old command is the only way that the browser's undo knows of. */
function insertByCommand(text: string): boolean {
  try {
    return document.execCommand('insertText', false, text)
  } catch {
    return false
  }
}
