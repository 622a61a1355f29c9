import { defineStore } from 'pinia'
import { useCall } from '#app/lib/api.ts'

/** What an owner says of a client's box, which does not tell its edition itself (E1). */
export const useBoxEditionStore = defineStore('deskBoxEdition', () => {
  const call = useCall()

  async function setEdition(memberId: string, isEnterprise: boolean): Promise<void> {
    await call('setBoxEdition', { memberId, isEnterprise })
  }

  return { setEdition }
})
