import { defineStore } from 'pinia'
import type { AssistantEntry, DialogueView, Handover } from '#contract/assistant/types.ts'
import { useCall } from '#app/lib/api.ts'
import { useKeyedResource, useResource } from '#app/lib/useResource.ts'

/** The assistant in the tickets that are open on this page, and what it is to a new one. */
export const useDialogueStore = defineStore('dialogues', () => {
  const call = useCall()
  const dialogueOf = useKeyedResource<string, DialogueView>(
    (ticketId) => call('readDialogue', { ticketId }),
    (ticketId) => ticketId,
  )
  const handoverOf = useKeyedResource<string, { handover: Handover | null }>(
    (ticketId) => call('readHandover', { ticketId }),
    (ticketId) => ticketId,
  )
  const { value: entry, read: loadEntry } = useResource<AssistantEntry>(() => call('readAssistant', {}))

  async function judge(ticketId: string, attemptId: string, isHelped: boolean): Promise<void> {
    dialogueOf(ticketId).keep(await call('judgeAnswer', { ticketId, attemptId, isHelped }))
  }

  async function choose(ticketId: string, attemptId: string, articleId: string): Promise<void> {
    dialogueOf(ticketId).keep(await call('chooseArticle', { ticketId, attemptId, articleId }))
  }

  async function askForPerson(ticketId: string): Promise<void> {
    dialogueOf(ticketId).keep(await call('askForPerson', { ticketId }))
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
