import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { SaveReplyInput } from '#contract/tickets/replies.types.ts'
import type { QuickReply, ReplyHours } from '#contract/tickets/replies.types.ts'
import { useCall } from '#app/lib/api.ts'
import { toApiError } from '#app/lib/apiError.ts'
import { useResource } from '#app/lib/useResource.ts'

/** T8: the desk's quick replies and one's own, and what fills them. */
export const useRepliesStore = defineStore('replies', () => {
  const call = useCall()
  const { value: known, reason, read, keep } = useResource(() => call('readReplies', {}))
  const hours = shallowRef<ReplyHours['hours']>(null)

  async function save(input: SaveReplyInput): Promise<void> {
    keep(await call('saveReply', input))
  }

  async function remove({ replyId, revision }: QuickReply): Promise<void> {
    keep(await call('deleteReply', { replyId, revision }))
  }

  /** Where they are not known the variable stays, for the writer to see. */
  async function readHours(): Promise<void> {
    try {
      const answer = await call('readReplyHours', {})
      hours.value = answer.hours
    } catch (error) {
      toApiError(error)
    }
  }

  return { known, reason, read, hours, readHours, save, remove }
})
