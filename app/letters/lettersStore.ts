import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { LetterSummary, LetterView, OwnLetters } from '#contract/tickets/letters.types.ts'
import type { RouteInput } from '#contract/routes.ts'
import { useCall } from '#app/lib/api.ts'
import { usePagedList } from '#app/lib/usePagedList.ts'
import { useResource } from '#app/lib/useResource.ts'

export type LettersFilter = NonNullable<RouteInput<'listLetters'>['filter']>

const keyOf = ({ letterId }: LetterSummary): string => letterId

/** T11: the desk's letters, those that wait or the others. */
export const useDeskLettersStore = defineStore('deskLetters', () => {
  const call = useCall()
  const filter = shallowRef<LettersFilter>('waiting')
  const list = usePagedList<LetterSummary, string>(async (cursor) => {
    const page = await call('listLetters', { filter: filter.value, ...(cursor === null ? {} : { cursor }) })
    return { rows: page.letters, next: page.nextCursor }
  }, keyOf)

  function show(chosen: LettersFilter): Promise<void> {
    filter.value = chosen
    return list.readAnew()
  }

  const { shown, reason, isReadingMore, read, readMore } = list
  return { shown, reason, isReadingMore, read, readMore, filter, show }
})

/** How many wait for whoever looks, beside the name of the section. */
export const useWaitingLettersStore = defineStore('waitingLetters', () => {
  const call = useCall()
  const { value: waiting, read } = useResource(() => call('readWaitingLetters', {}))
  return { waiting, read }
})

/** The client's own letters, and what a new one would be promised. */
export const useOwnLettersStore = defineStore('ownLetters', () => {
  const call = useCall()
  /** Undefined until it is known; null: nobody would read a letter. */
  const terms = shallowRef<OwnLetters['terms']>()
  const list = usePagedList<LetterSummary, string>(async (cursor) => {
    const page = await call('listOwnLetters', cursor === null ? {} : { cursor })
    terms.value = page.terms
    return { rows: page.letters, next: page.nextCursor }
  }, keyOf)

  async function write(input: RouteInput<'writeLetter'>): Promise<LetterView> {
    const view = await call('writeLetter', input)
    await list.read()
    return view
  }

  const { shown, reason, isReadingMore, read, readMore } = list
  return { shown, reason, isReadingMore, read, readMore, terms, write }
})

/** One letter that is open on either side. */
export const useLetterStore = defineStore('letter', () => {
  const call = useCall()
  const letterId = shallowRef('')
  const {
    value: view,
    reason,
    read: readNow,
    keep,
    forget,
  } = useResource(() => call('readLetter', { letterId: letterId.value }))

  function open(wanted: string): Promise<void> {
    if (letterId.value !== wanted) forget()
    letterId.value = wanted
    return readNow()
  }

  async function send(input: RouteInput<'sendLetterMessage'>): Promise<void> {
    keep(await call('sendLetterMessage', input))
  }

  async function confirm(): Promise<void> {
    keep(await call('confirmLetter', { letterId: letterId.value }))
  }

  const read = (): Promise<void> => (letterId.value === '' ? Promise.resolve() : readNow())
  return { view, reason, open, read, send, confirm }
})
