import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type {
  CodeMoment,
  CodeView,
  IssueCodeInput,
  IssuedCode,
  ListCodesInput,
} from '#contract/connections/codes.types.ts'
import { useCall } from '#app/lib/api.ts'
import { usePagedList } from '#app/lib/usePagedList.ts'

export type CodeFilter = ListCodesInput['state']

/** The codes that this desk has issued. A code in full is never kept here: whoever issues it gets it once (C2). */
export const useCodesStore = defineStore('deskCodes', () => {
  const call = useCall()
  const filter = shallowRef<CodeFilter>('all')
  const search = shallowRef('')
  const { shown, reason, isReadingMore, read, readAnew, readMore, change, replace } = usePagedList<CodeView, string>(
    async (cursor) => {
      const page = await call('listCodes', {
        state: filter.value,
        ...(search.value === '' ? {} : { search: search.value }),
        ...(cursor === null ? {} : { cursor }),
      })
      return { rows: page.codes, next: page.nextCursor }
    },
    ({ codeId }) => codeId,
  )

  async function readLife(codeId: string): Promise<CodeMoment[]> {
    return (await call('readCodeLife', { codeId })).moments
  }

  async function show(chosen: CodeFilter, text: string): Promise<void> {
    filter.value = chosen
    search.value = text
    await readAnew()
  }

  async function issue(input: IssueCodeInput): Promise<IssuedCode> {
    const issued = await call('issueCode', input)
    const isShown = (filter.value === 'all' || filter.value === 'active') && search.value === ''
    if (isShown) change((rows) => [issued.view, ...rows.filter(({ codeId }) => codeId !== issued.view.codeId)])
    return issued
  }

  /** The code goes back to the server, which does not know it any more (C2). */
  async function send(codeId: string, code: string): Promise<CodeView> {
    return keep(await call('sendCode', { codeId, code }))
  }

  async function revoke(codeId: string): Promise<void> {
    keep(await call('revokeCode', { codeId }))
  }

  function keep(changed: CodeView): CodeView {
    replace(({ codeId }) => codeId === changed.codeId, changed)
    return changed
  }

  return { shown, filter, search, reason, isReadingMore, read, show, readMore, issue, send, revoke, readLife }
})
