import { defineStore } from 'pinia'
import type { CodeView, IssueCodeInput } from '#contract/support.ts'
import { call } from '#app/lib/api.ts'
import { freshRead } from './freshRead.ts'

/** The codes that this desk has issued. A code in full is never kept here: whoever issues it gets it once (C2). */
export const useCodesStore = defineStore('deskCodes', () => {
  const { value: codes, reason, read, keep } = freshRead(async () => (await call('listCodes', {})).codes)

  async function issue(input: IssueCodeInput): Promise<{ code: string; view: CodeView }> {
    const issued = await call('issueCode', input)
    const others = codes.value?.filter((known) => known.codeId !== issued.view.codeId)
    if (others !== undefined) keep([issued.view, ...others])
    return issued
  }

  async function revoke(codeId: string): Promise<void> {
    const revoked = await call('revokeCode', { codeId })
    keep((codes.value ?? []).map((known) => (known.codeId === codeId ? revoked : known)))
  }

  return { codes, reason, read, issue, revoke }
})
