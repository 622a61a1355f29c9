import { useResizeObserver } from '@vueuse/core'
import { computed, nextTick, shallowRef, watch } from 'vue'
import type { ComputedRef, Ref } from 'vue'
import type { Row } from './timelineRows.ts'

const tailSize = 200
const step = 100
const mostRows = 400
const nearPx = 600
const atBottomPx = 48

/**
 * Draws only the part of a long conversation around the reader: the newest rows first, more as they scroll, and never so
 * many that a ticket of ten thousand events becomes slow. What the reader looks at stays where it is.
 */
export function useVirtualRows(
  rows: ComputedRef<readonly Row[]>,
  scroller: Readonly<Ref<HTMLElement | null>>,
  wantEarlier: () => void,
) {
  const first = shallowRef(0)
  const last = shallowRef(0)
  const isAtBottom = shallowRef(true)
  const isPlaced = shallowRef(false)
  const shown = computed(() => rows.value.slice(first.value, last.value))

  watch(
    rows,
    (now, before) => {
      const anchor = anchorOf(scroller.value)
      const wasAtEnd = last.value >= before.length
      const shift = shiftOf(before, now, first.value)
      first.value += shift
      last.value = wasAtEnd ? now.length : Math.min(last.value + shift, now.length)
      if (isAtBottom.value) first.value = Math.max(first.value, now.length - mostRows)
      void settle(anchor)
    },
    { flush: 'pre' },
  )

  // A banner or a growing field takes room from the conversation: its end stays in sight.
  useResizeObserver(scroller, () => {
    if (isAtBottom.value && isPlaced.value) scrollDown()
  })

  /** Where a reader starts: at what they were led to, else at the first thing they have not read, else at the end. */
  async function place(aim: string | null = null): Promise<void> {
    const led = rows.value.find(({ key }) => key === aim) ?? rows.value.find(({ kind }) => kind === 'unread')
    const start = led === undefined ? -1 : rows.value.indexOf(led)
    last.value = rows.value.length
    first.value = Math.max(0, start === -1 ? last.value - tailSize : Math.min(start - 20, last.value - tailSize))
    if (last.value - first.value > mostRows) last.value = first.value + mostRows
    await nextTick()
    const there = scroller.value?.querySelector(`[data-row="${CSS.escape(led?.key ?? '')}"]`)
    if (there instanceof HTMLElement && scroller.value !== null)
      scroller.value.scrollTop = Math.max(0, there.offsetTop - 80)
    else scrollDown()
    isPlaced.value = true
    measure()
  }

  async function toBottom(): Promise<void> {
    last.value = rows.value.length
    first.value = Math.max(0, last.value - tailSize)
    isAtBottom.value = true
    await nextTick()
    scrollDown()
    measure()
  }

  function measure(): void {
    const box = scroller.value
    if (box === null || !isPlaced.value) return
    const below = box.scrollHeight - box.scrollTop - box.clientHeight
    const isAtEnd = last.value >= rows.value.length
    isAtBottom.value = isAtEnd && below <= atBottomPx
    if (below < nearPx && !isAtEnd) void moveTo(first.value + step, last.value + step)
    else if (box.scrollTop < nearPx) goUp()
  }

  function goUp(): void {
    if (first.value > 0) void moveTo(first.value - step, last.value)
    else wantEarlier()
  }

  async function moveTo(from: number, to: number): Promise<void> {
    const anchor = anchorOf(scroller.value)
    const isUpwards = from < first.value
    first.value = Math.max(0, from)
    last.value = Math.min(rows.value.length, to)
    if (last.value - first.value > mostRows) {
      if (isUpwards) last.value = first.value + mostRows
      else first.value = last.value - mostRows
    }
    await settle(anchor)
  }

  async function settle(anchor: Anchor | null): Promise<void> {
    const staysDown = isAtBottom.value
    await nextTick()
    const box = scroller.value
    if (box === null || !isPlaced.value) return
    if (staysDown && last.value >= rows.value.length) scrollDown()
    else if (anchor !== null) restore(box, anchor)
  }

  function scrollDown(): void {
    if (scroller.value !== null) scroller.value.scrollTop = scroller.value.scrollHeight
  }

  return { shown, isAtBottom, place, toBottom, measure }
}

interface Anchor {
  key: string
  top: number
}

/** The first row that the reader sees, and how far from the upper edge it stands. */
function anchorOf(box: HTMLElement | null): Anchor | null {
  if (box === null) return null
  const edge = box.getBoundingClientRect().top
  for (const row of box.querySelectorAll<HTMLElement>('[data-row]:not([data-divider])')) {
    const { top, bottom } = row.getBoundingClientRect()
    if (bottom > edge) return { key: row.dataset['row'] ?? '', top }
  }
  return null
}

function restore(box: HTMLElement, { key, top }: Anchor): void {
  const row = box.querySelector(`[data-row="${CSS.escape(key)}"]`)
  if (row !== null) box.scrollTop += row.getBoundingClientRect().top - top
}

/** How many rows were put in front of what is shown; dividers do not count, they are where they are needed. */
function shiftOf(before: readonly Row[], now: readonly Row[], from: number): number {
  const index = before.findIndex(({ kind }, place) => place >= from && kind !== 'day' && kind !== 'unread')
  const row = before[index]
  if (row === undefined || now[index]?.key === row.key) return 0
  const place = now.findIndex(({ key }) => key === row.key)
  return place === -1 ? 0 : place - index
}
