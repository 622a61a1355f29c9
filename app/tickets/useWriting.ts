import { useToast } from '@bitrix24/b24ui-nuxt/composables/useToast'
import { computed, shallowRef, watch } from 'vue'
import type { ComputedRef } from 'vue'
import { useTexts } from '#app/lib/i18n.ts'
import { useSession } from '#app/lib/session.ts'
import { useUploadStore } from './files/uploadStore.ts'
import { useOutboxStore } from './outboxStore.ts'
import type { TicketState } from './ticketState.ts'
import { ticketTexts } from './tickets.texts.ts'
import { useTicketStore } from './ticketStore.ts'
import type { MessageRow } from './timelineRows.ts'
import { emptyDraft, mentionedIn, useDrafts } from './useDraft.ts'
import type { Draft } from './useDraft.ts'
import { useNewSince } from './useNewSince.ts'

interface Place {
  ticketId: string
  ticket: ComputedRef<TicketState>
  /** Into the field. */
  focus: () => void
  /** False where it was refused; then the writer was told why. */
  attempt: (what: () => Promise<void>) => Promise<boolean>
}

/** What stands in the field of a ticket: a draft that survives, or a message of one's own that is being changed. */
export function useWriting({ ticketId, ticket, focus, attempt }: Place) {
  const { me } = useSession()
  const t = useTexts(ticketTexts)
  const toast = useToast()
  const store = useTicketStore()
  const outbox = useOutboxStore()
  const uploads = useUploadStore()
  const draftOf = useDrafts()
  const drafts = draftOf(ticketId)
  const draft = shallowRef<Draft>(drafts.read())
  const editing = shallowRef<MessageRow | null>(null)
  const isEditing = computed(() => editing.value !== null)
  const conversation = computed(() => ticket.value.conversation)
  const writerId = computed(() => (ticket.value.view?.side === 'desk' ? (me.value?.person.userId ?? null) : null))
  const { news, look } = useNewSince({ draft, conversation, writerId, isEditing })

  watch(draft, (now) => {
    if (editing.value === null) drafts.write(now)
  })
  /** What was begun here is sent where the conversation goes on; what was begun there already stays. */
  watch(
    () => ticket.value.view?.mergedInto ?? null,
    (into) => {
      if (into === null) return
      uploads.move(ticketId, into.ticketId)
      if (draft.value.text === '' || editing.value !== null) return
      const there = draftOf(into.ticketId)
      if (there.read().text !== '') return
      there.write({ ...draft.value, seenSeq: null })
      draft.value = emptyDraft
    },
  )

  function send(written: Draft): void {
    if (editing.value !== null) {
      void saveEdit(editing.value, written)
      return
    }
    outbox.send({ ticketId, ...written, mentions: mentionedIn(written) })
    draft.value = { ...emptyDraft, kind: written.kind }
  }

  /** What is being written for colleagues never becomes public because of something that is put into the field. */
  function holdsNote(): boolean {
    const { text, kind } = draft.value
    if (kind !== 'note' || text.trim() === '') return false
    toast.add({ title: t('noteFirst') })
    return true
  }

  /** Into the field of the message, for the agent to change and send. */
  function ask(question: string): void {
    if (editing.value !== null) stopEditing()
    if (holdsNote()) return
    const { text } = draft.value
    const written = text.includes(question) ? text : [text.trim(), question].filter(Boolean).join('\n\n')
    draft.value = { ...draft.value, kind: 'public', isQuestion: true, text: written }
    focus()
  }

  async function saveEdit(row: MessageRow, written: Draft): Promise<void> {
    const { text } = written
    // An answer mentions nobody; of a note it is said also when nobody is mentioned any more.
    const mentions = row.message.kind === 'note' ? { mentions: mentionedIn(written) } : {}
    const edit = (): Promise<void> => store.edit({ ticketId, messageId: row.key, text, ...mentions })
    if (text !== row.message.text && !(await attempt(edit))) return
    stopEditing()
  }

  function startEditing(row: MessageRow): void {
    editing.value = row
    const { text, kind, isQuestion, mentions = [] } = row.message
    draft.value = { text, kind, isQuestion, mentions, seenSeq: null }
    focus()
  }

  function stopEditing(): void {
    editing.value = null
    draft.value = drafts.read()
  }

  /** An answer that a colleague's has overtaken (T8) is in the field again; what was begun meanwhile stands behind it. */
  function takeBack(row: MessageRow): void {
    if (editing.value !== null) stopEditing()
    if (holdsNote()) return
    const { kind, isQuestion } = row.message
    const text = [row.message.text, draft.value.text].filter(Boolean).join('\n\n')
    uploads.giveBack(row.key)
    outbox.discard(row.key)
    draft.value = { ...emptyDraft, text, kind, isQuestion, seenSeq: conversation.value.cursor }
    focus()
  }

  return { draft, isEditing, news, look, send, ask, startEditing, stopEditing, takeBack }
}
