import { useEventListener } from '@vueuse/core'
import { onScopeDispose } from 'vue'
import { ringIn } from './noticeTone.ts'

export interface NoticeTone {
  /** A browser lets a page sound only after somebody has touched it. */
  readonly isReady: boolean
  play: () => void
}

/** The page's sound, from the first touch on; before `isWanted` nothing of it is made. */
export function useNoticeTone(isWanted: () => boolean): NoticeTone {
  let context: AudioContext | null = null

  async function unlock(): Promise<void> {
    if (!isWanted() || !('AudioContext' in window)) return
    context ??= new AudioContext()
    if (context.state === 'suspended') await context.resume()
  }

  useEventListener(document, ['pointerdown', 'keydown'], () => void unlock().catch(() => undefined), { capture: true })
  onScopeDispose(() => void context?.close().catch(() => undefined))
  return {
    get isReady() {
      return context?.state === 'running'
    },
    play() {
      if (context?.state === 'running') ringIn(context)
    },
  }
}
