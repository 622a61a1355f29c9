import { shallowRef } from 'vue'
import type { ShallowRef } from 'vue'
import { toApiError } from './apiError.ts'
import type { ApiError } from './apiError.ts'

export interface Paged<Row, Cursor> {
  rows: Row[]
  next: Cursor | null
}

export interface PagedList<Row, Cursor> {
  /** Null until the first page is here. */
  shown: ShallowRef<Paged<Row, Cursor> | null>
  reason: ShallowRef<ApiError | null>
  isReadingMore: ShallowRef<boolean>
  read: () => Promise<void>
  readMore: () => Promise<void>
  replace: (isSame: (row: Row) => boolean, row: Row) => void
  forget: () => void
}

/** The same as a store gives it to components. */
export interface PagedListView<Row> {
  readonly shown: { readonly rows: readonly Row[]; readonly next: unknown } | null
  readonly reason: ApiError | null
  readonly isReadingMore: boolean
  read: () => Promise<void>
  readMore: () => Promise<void>
}

/** A list that is read page by page, and read anew as far as it is shown; the answer to the newest question counts. */
export function usePagedList<Row, Cursor>(
  ask: (cursor: Cursor | null) => Promise<Paged<Row, Cursor>>,
): PagedList<Row, Cursor> {
  const shown: ShallowRef<Paged<Row, Cursor> | null> = shallowRef(null)
  const reason = shallowRef<ApiError | null>(null)
  const isReadingMore = shallowRef(false)
  let question = 0

  async function read(): Promise<void> {
    question += 1
    const mine = question
    const wanted = shown.value?.rows.length ?? 0
    try {
      const fresh = await readUpTo(wanted)
      if (mine !== question) return
      shown.value = fresh
      reason.value = null
    } catch (error) {
      const failure = toApiError(error)
      if (mine === question) reason.value = failure
    }
  }

  async function readUpTo(wanted: number): Promise<Paged<Row, Cursor>> {
    let page = await ask(null)
    let { rows } = page
    while (page.next !== null && rows.length < wanted) {
      page = await ask(page.next)
      rows = [...rows, ...page.rows]
    }
    return { rows, next: page.next }
  }

  async function readMore(): Promise<void> {
    const known = shown.value
    if (known === null || known.next === null || isReadingMore.value) return
    const mine = question
    isReadingMore.value = true
    try {
      const page = await ask(known.next)
      if (mine === question) shown.value = { rows: [...known.rows, ...page.rows], next: page.next }
      if (mine === question) reason.value = null
    } catch (error) {
      const failure = toApiError(error)
      if (mine === question) reason.value = failure
    } finally {
      isReadingMore.value = false
    }
  }

  function replace(isSame: (row: Row) => boolean, row: Row): void {
    const known = shown.value
    if (known !== null) shown.value = { ...known, rows: known.rows.map((one) => (isSame(one) ? row : one)) }
  }

  function forget(): void {
    question += 1
    shown.value = null
    reason.value = null
  }

  return { shown, reason, isReadingMore, read, readMore, replace, forget }
}
