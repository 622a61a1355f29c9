import { computed, shallowRef, type ComputedRef } from 'vue'
import type { ChatMessage, ReadChatMessageInput } from '#contract/messenger/types.ts'
import { Refused, toApiError } from '#app/lib/apiError.ts'
import { useFormat } from '#app/lib/format.ts'
import { useTexts } from '#app/lib/i18n.ts'
import { useApiErrorText } from '#app/lib/useApiErrorText.ts'
import { useNewTicketDraft } from '#app/tickets/useDraft.ts'
import { useChatMessageStore } from './chatMessageStore.ts'
import { chatMessageTexts } from './chatMessage.texts.ts'

/** What is said above a ticket that begins with a message of a chat. */
export interface ChatNotice {
  kind: 'info' | 'warn'
  text: string
}

/**
 * P2: a message of the portal's messenger becomes the beginning of a new ticket; what somebody has begun to write stays above it.
 * One that cannot be read costs nobody their ticket.
 */
export function useChatDraft(): {
  notice: ComputedRef<ChatNotice | null>
  take: (message: ReadChatMessageInput) => Promise<void>
} {
  const store = useChatMessageStore()
  const t = useTexts(chatMessageTexts)
  const format = useFormat()
  const errorText = useApiErrorText()
  const draft = useNewTicketDraft()
  const outcome = shallowRef<{ found: ChatMessage } | { error: unknown } | null>(null)
  const notice = computed(() => {
    const { value: known } = outcome
    if (known === null) return null
    return 'found' in known ? noticeOf(known.found) : noticeOfFailure(known.error)
  })

  function write({ author, at, text }: ChatMessage): void {
    const begun = draft.read()
    const moment = format.dayAtTime(at)
    const origin = author === '' ? t('originUnnamed', { at: moment }) : t('origin', { author, at: moment })
    const taken = [text, origin].filter(Boolean).join('\n\n')
    // The page was loaded again, or the same message was chosen twice.
    if (begun.text.includes(taken)) return
    draft.write({ ...begun, text: begun.text.trim() === '' ? taken : `${begun.text.trimEnd()}\n\n${taken}` })
  }

  function noticeOf({ isCut, files }: ChatMessage): ChatNotice {
    const said = [t('taken')]
    if (isCut) said.push(t('cut'))
    if (files.length > 0) said.push(t('files', { names: files.join(', ') }))
    return { kind: said.length > 1 ? 'warn' : 'info', text: said.join(' ') }
  }

  function noticeOfFailure(error: unknown): ChatNotice {
    const isGone = error instanceof Refused && error.code === 'not_found'
    return { kind: 'warn', text: isGone ? t('gone') : t('failed', { reason: errorText(toApiError(error)) }) }
  }

  async function take(message: ReadChatMessageInput): Promise<void> {
    try {
      const found = await store.read(message)
      write(found)
      outcome.value = { found }
    } catch (error) {
      outcome.value = { error }
    }
  }

  return { notice, take }
}
