import { defineStore } from 'pinia'
import { call } from '#app/lib/api.ts'

async function setEdition(memberId: string, isEnterprise: boolean): Promise<void> {
  await call('setBoxEdition', { memberId, isEnterprise })
}

/** What an owner says of a client's box, which does not tell its edition itself (E1). */
export const useBoxEditionStore = defineStore('deskBoxEdition', () => ({ setEdition }))
