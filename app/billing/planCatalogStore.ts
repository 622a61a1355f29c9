import { defineStore } from 'pinia'
import { call } from '#app/lib/api.ts'
import { freshRead } from '#app/lib/useResource.ts'

/** Who sells: of one's own desk what it has to sell, of a client the desks with which there may be an account. */
export const useSellerStore = defineStore('billingSeller', () => {
  const { value: ownDesk, read: readOwnDesk } = freshRead(() => call('readDesk', {}))
  const { value: clientDesks, read: readClientDesks } = freshRead(async () => {
    const { connection, formerDesks } = await call('readSupport', {})
    return [...(connection === null ? [] : [connection]), ...formerDesks]
  })

  return { ownDesk, readOwnDesk, clientDesks, readClientDesks }
})
