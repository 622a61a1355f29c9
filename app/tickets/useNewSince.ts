import { computed, watch } from 'vue'
import type { ComputedRef, Ref } from 'vue'
import type { Conversation } from './conversation.ts'
import type { Draft } from './useDraft.ts'

/** What others have written since the draft was begun, or its writer last looked: how much, and who, by name. */
export interface NewSince {
  readonly count: number
  readonly names: string
}

interface Writing {
  draft: Ref<Draft>
  conversation: ComputedRef<Conversation>
  /** Whose the draft is: a person of the desk; null for anybody else, who is told nothing. */
  writerId: ComputedRef<number | null>
  /** What stands in the field is no draft but a message that is being changed. */
  isEditing: ComputedRef<boolean>
}

/** T8: from the first letter on the draft knows how far its writer had seen the ticket, and the server is told with the answer. */
export function useNewSince({ draft, conversation, writerId, isEditing }: Writing) {
  watch(draft, (now) => {
    if (writerId.value === null || isEditing.value) return
    if (now.text === '' && now.seenSeq !== null) draft.value = { ...now, seenSeq: null }
    else if (now.text !== '' && now.seenSeq === null) look()
  })

  const news = computed(() => {
    const { text, seenSeq } = draft.value
    if (writerId.value === null || isEditing.value || text === '' || seenSeq === null) return null
    return newSince(conversation.value, seenSeq, writerId.value)
  })

  /** Everything that is there now has been seen. */
  function look(): void {
    draft.value = { ...draft.value, seenSeq: conversation.value.cursor }
  }

  return { news, look }
}

/** Null when nobody else has written behind that number. */
export function newSince({ events }: Conversation, seenSeq: number, writerId: number): NewSince | null {
  const authors = events.flatMap((event) => {
    if (event.type !== 'message.sent' || event.seq <= seenSeq) return []
    const { side, userId, name } = event.message.author
    return side === 'desk' && userId === writerId ? [] : [name]
  })
  return authors.length === 0 ? null : { count: authors.length, names: [...new Set(authors)].join(', ') }
}
