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
  /** The newest question is not answered yet. */
  isReading: ShallowRef<boolean>
  isReadingMore: ShallowRef<boolean>
  read: () => Promise<void>
  /** Something else is looked for: its first page takes the place of what is shown. */
  readAnew: () => Promise<void>
  readMore: () => Promise<void>
  /** Takes into what is shown what a command of this page has answered. */
  change: (update: (rows: readonly Row[]) => Row[]) => void
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

/**
 * A list that is read page by page, and read anew as far as it is shown; the answer to the newest question counts. With
 * `keyOf` no row is shown twice, whatever has moved from page to page meanwhile.
 */
export function usePagedList<Row, Cursor>(
  ask: (cursor: Cursor | null) => Promise<Paged<Row, Cursor>>,
  keyOf?: (row: Row) => unknown,
): PagedList<Row, Cursor> {
  const shown: ShallowRef<Paged<Row, Cursor> | null> = shallowRef(null)
  const reason = shallowRef<ApiError | null>(null)
  const isReading = shallowRef(false)
  const isReadingMore = shallowRef(false)
  let question = 0

  const read = (): Promise<void> => readPages(shown.value?.rows.length ?? 0)
  const readAnew = (): Promise<void> => readPages(0)

  async function readPages(wanted: number): Promise<void> {
    question += 1
    const mine = question
    isReading.value = true
    try {
      const fresh = await readUpTo(wanted)
      if (mine !== question) return
      shown.value = fresh
      reason.value = null
    } catch (error) {
      const failure = toApiError(error)
      if (mine === question) reason.value = failure
    } finally {
      if (mine === question) isReading.value = false
    }
  }

  async function readUpTo(wanted: number): Promise<Paged<Row, Cursor>> {
    let page = await ask(null)
    let { rows } = page
    while (page.next !== null && rows.length < wanted) {
      page = await ask(page.next)
      rows = joined(rows, page.rows)
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
      if (mine === question) shown.value = { rows: joined(shown.value?.rows ?? [], page.rows), next: page.next }
      if (mine === question) reason.value = null
    } catch (error) {
      const failure = toApiError(error)
      if (mine === question) reason.value = failure
    } finally {
      isReadingMore.value = false
    }
  }

  function joined(rows: Row[], further: Row[]): Row[] {
    if (keyOf === undefined) return [...rows, ...further]
    const known = new Set(rows.map(keyOf))
    return [...rows, ...further.filter((row) => !known.has(keyOf(row)))]
  }

  function change(update: (rows: readonly Row[]) => Row[]): void {
    if (shown.value !== null) shown.value = { ...shown.value, rows: update(shown.value.rows) }
    // A read under way may be older than this change, or know what a colleague did meanwhile: only a new one tells.
    if (isReading.value) void read()
  }

  function replace(isSame: (row: Row) => boolean, row: Row): void {
    change((rows) => rows.map((one) => (isSame(one) ? row : one)))
  }

  function forget(): void {
    question += 1
    shown.value = null
    reason.value = null
    isReading.value = false
  }

  return { shown, reason, isReading, isReadingMore, read, readAnew, readMore, change, replace, forget }
}
