import { defineStore } from 'pinia'
import type { AssistantEntry, DialogueView, Handover } from '#contract/assistant/types.ts'
import { useCall } from '#app/lib/api.ts'
import { useKeyedResource, useResource } from '#app/lib/useResource.ts'
import { useTicketStore } from '#app/tickets/ticketStore.ts'

/** The assistant in the tickets that are open on this page, and what it is to a new one. */
export const useDialogueStore = defineStore('dialogues', () => {
  const call = useCall()
  const tickets = useTicketStore()
  const dialogueOf = useKeyedResource<string, DialogueView>(
    (ticketId) => call('readDialogue', { ticketId }),
    (ticketId) => ticketId,
  )
  const handoverOf = useKeyedResource<string, { handover: Handover | null }>(
    (ticketId) => call('readHandover', { ticketId }),
    (ticketId) => ticketId,
  )
  const { value: entry, read: loadEntry } = useResource<AssistantEntry>(() => call('readAssistant', {}))

  /** What it has said meanwhile comes as everything in a ticket does; what may be done now is asked. */
  async function keep(ticketId: string, view: DialogueView): Promise<void> {
    dialogueOf(ticketId).keep(view)
    await tickets.load(ticketId)
  }

  async function judge(ticketId: string, attemptId: string, isHelped: boolean): Promise<void> {
    await keep(ticketId, await call('judgeAnswer', { ticketId, attemptId, isHelped }))
  }

  async function choose(ticketId: string, attemptId: string, articleId: string): Promise<void> {
    await keep(ticketId, await call('chooseArticle', { ticketId, attemptId, articleId }))
  }

  async function askForPerson(ticketId: string): Promise<void> {
    await keep(ticketId, await call('askForPerson', { ticketId }))
  }

  return {
    entry,
    loadEntry,
    dialogueOf,
    handoverOf: (ticketId: string): Handover | null => handoverOf(ticketId).value.value?.handover ?? null,
    loadHandover: (ticketId: string): Promise<void> => handoverOf(ticketId).read(),
    judge,
    choose,
    askForPerson,
  }
})
