import { computed, shallowRef, watch } from 'vue'
import type { Room } from './fileLimits.ts'
import { roomIn, unknownRoom } from './fileLimits.ts'
import { filesIn, namedByTime } from './clipboardFiles.ts'
import { useFileStore } from './fileStore.ts'
import { useUploadStore } from './uploadStore.ts'
import type { FilePlace } from './uploadStore.ts'
import { isStuck, percentOf } from './uploads.ts'

/** What goes with what is being written: the ways in which files come to it, and whether it may be sent. */
export function useAttaching(place: () => FilePlace) {
  const store = useUploadStore()
  const files = useFileStore()
  const leftOut = shallowRef(0)
  const uploads = computed(() => store.ofDraft(place().ticketId))
  const limitsKey = (): string | null => (place().isOfNew ? null : place().ticketId)
  const limits = computed(() => files.limitsOf(limitsKey()))
  const room = computed<Room>(() => (limits.value === null ? unknownRoom : roomIn(limits.value)))

  async function attach(chosen: readonly File[]): Promise<void> {
    if (chosen.length === 0) return
    leftOut.value = await store.add(place(), chosen, readRoom(limitsKey()))
  }

  async function readRoom(key: string | null): Promise<Room> {
    await files.readLimits(key)
    const known = files.limitsOf(key)
    return known === null ? unknownRoom : roomIn(known)
  }

  /** Text that is pasted is nobody's business but the field's. */
  function paste(event: ClipboardEvent): void {
    const { clipboardData } = event
    if (clipboardData === null) return
    const pasted = filesIn({ text: clipboardData.getData('text/plain'), files: Array.from(clipboardData.files) })
    if (pasted.length === 0) return
    event.preventDefault()
    void attach(pasted.map((file) => namedByTime(file, new Date())))
  }

  /** The ids of all that lies here, once the last has come; never, while one waits for a decision. */
  async function whenComplete(): Promise<string[]> {
    await new Promise<void>((resolve) => {
      const stop = watch(
        uploads,
        (all) => {
          if (!all.every(({ file }) => file !== null)) return
          resolve()
          queueMicrotask(() => stop())
        },
        { immediate: true },
      )
    })
    return uploads.value.flatMap(({ file }) => file?.fileId ?? [])
  }

  watch([() => place().ticketId, () => uploads.value.length], () => (leftOut.value = 0))

  return {
    uploads,
    room,
    leftOut,
    kind: computed(() => {
      if (uploads.value.some(isStuck)) return 'stuck' as const
      return uploads.value.length > 0 ? ('some' as const) : ('none' as const)
    }),
    isComplete: computed(() => uploads.value.every(({ state }) => state === 'done')),
    percent: computed(() => percentOf(uploads.value)),
    attach,
    paste,
    whenComplete,
    /** They stand in a ticket now. */
    clear: () => store.forget(uploads.value.map(({ key }) => key)),
    moveTo: (ticketId: string) => store.move(place().ticketId, ticketId),
  }
}
