import { defineStore } from 'pinia'
import type { AddBotInput, AddMailboxInput, ChangeBotInput, ChangeMailboxInput } from '#contract/channels/types.ts'
import { useCall } from '#app/lib/api.ts'
import { useResource } from '#app/lib/useResource.ts'

/** I1: the mailboxes by which clients of the reader's desk write. Passwords go to the server and never come back. */
export const useChannelStore = defineStore('channels', () => {
  const call = useCall()
  const { value: known, reason, read, keep } = useResource(() => call('readChannels', {}))

  async function add(input: AddMailboxInput): Promise<void> {
    keep(await call('addMailbox', input))
  }

  async function change(input: ChangeMailboxInput): Promise<void> {
    keep(await call('changeMailbox', input))
  }

  async function addBot(input: AddBotInput): Promise<void> {
    keep(await call('addBot', input))
  }

  async function changeBot(input: ChangeBotInput): Promise<void> {
    keep(await call('changeBot', input))
  }

  async function test(accountId: string): Promise<void> {
    keep(await call('testMailbox', { accountId }))
  }

  async function pause(accountId: string, isPaused: boolean): Promise<void> {
    keep(await call('pauseMailbox', { accountId, isPaused }))
  }

  async function remove(accountId: string): Promise<void> {
    keep(await call('removeMailbox', { accountId }))
  }

  async function retry(eventId: string): Promise<void> {
    keep(await call('retryChannelEvent', { eventId }))
  }

  return { known, reason, read, add, change, addBot, changeBot, test, pause, remove, retry }
})
