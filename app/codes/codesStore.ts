import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type {
  CodeMoment,
  CodePage,
  CodeView,
  IssueCodeInput,
  IssuedCode,
  ListCodesInput,
} from '#contract/connections/codes.types.ts'
import { call } from '#app/lib/api.ts'
import { toApiError } from '#app/lib/apiError.ts'
import { useResource } from '#app/lib/useResource.ts'

export type CodeFilter = ListCodesInput['state']

const readLife = async (codeId: string): Promise<CodeMoment[]> => (await call('readCodeLife', { codeId })).moments

/** The codes that this desk has issued. A code in full is never kept here: whoever issues it gets it once (C2). */
export const useCodesStore = defineStore('deskCodes', () => {
  const filter = shallowRef<CodeFilter>('all')
  const search = shallowRef('')
  const isLoadingMore = shallowRef(false)
  const { value: list, reason, read, keep } = useResource(readAsFarAsShown)
  let isSameList = true

  function ask(cursor: string | null): Promise<CodePage> {
    return call('listCodes', {
      state: filter.value,
      ...(search.value === '' ? {} : { search: search.value }),
      ...(cursor === null ? {} : { cursor }),
    })
  }

  /** Whatever changed, nothing that somebody has paged to disappears from under their eyes. */
  async function readAsFarAsShown(): Promise<CodePage> {
    const wanted = isSameList ? (list.value?.codes.length ?? 0) : 0
    isSameList = true
    let page = await ask(null)
    const codes = [...page.codes]
    while (page.nextCursor !== null && codes.length < wanted) {
      page = await ask(page.nextCursor)
      codes.push(...page.codes)
    }
    return { codes, nextCursor: page.nextCursor }
  }

  async function show(chosen: CodeFilter, text: string): Promise<void> {
    filter.value = chosen
    search.value = text
    isSameList = false
    await read()
  }

  async function more(): Promise<void> {
    const known = list.value
    if (known === null || known.nextCursor === null || isLoadingMore.value) return
    isLoadingMore.value = true
    try {
      const page = await ask(known.nextCursor)
      // What was read anew meanwhile knows better.
      if (list.value === known) keep({ codes: [...known.codes, ...page.codes], nextCursor: page.nextCursor })
    } catch (error) {
      reason.value = toApiError(error)
    } finally {
      isLoadingMore.value = false
    }
  }

  async function issue(input: IssueCodeInput): Promise<IssuedCode> {
    const issued = await call('issueCode', input)
    const isShown = (filter.value === 'all' || filter.value === 'active') && search.value === ''
    const known = list.value
    if (isShown && known !== null) {
      const others = known.codes.filter(({ codeId }) => codeId !== issued.view.codeId)
      keep({ ...known, codes: [issued.view, ...others] })
    }
    return issued
  }

  /** The code goes back to the server, which does not know it any more (C2). */
  async function send(codeId: string, code: string): Promise<CodeView> {
    return replace(await call('sendCode', { codeId, code }))
  }

  async function revoke(codeId: string): Promise<void> {
    replace(await call('revokeCode', { codeId }))
  }

  function replace(changed: CodeView): CodeView {
    const known = list.value
    if (known !== null) {
      keep({ ...known, codes: known.codes.map((code) => (code.codeId === changed.codeId ? changed : code)) })
    }
    return changed
  }

  return { list, filter, search, reason, isLoadingMore, read, show, more, issue, send, revoke, readLife }
})
