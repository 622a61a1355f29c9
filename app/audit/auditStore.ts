import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { AuditChoices, AuditEntry, AuditFilter, AuditPage } from '#contract/audit/types.ts'
import { call } from '#app/lib/api.ts'
import { language } from '#app/lib/i18n.ts'
import { toApiError } from '#app/lib/apiError.ts'
import type { ApiError } from '#app/lib/apiError.ts'

const pageSize = 100

/**
 * The audit log, newest first. What is told while somebody reads waits behind a button, so that no row moves away from
 * under their eyes; the answer to the newest question counts.
 */
export const useAuditStore = defineStore('deskAudit', () => {
  const filter = shallowRef<AuditFilter>({})
  const shown = shallowRef<AuditPage | null>(null)
  /** The newest page as it is now, where it is known to hold more than is shown. */
  const newest = shallowRef<AuditPage | null>(null)
  const choices = shallowRef<AuditChoices>({ people: [], portals: [] })
  const reason = shallowRef<ApiError | null>(null)
  const isReading = shallowRef(false)
  const isReadingMore = shallowRef(false)
  let question = 0

  const waiting = computed(() => (newest.value === null ? 0 : missingIn(shown.value, newest.value).length))

  const ask = (cursor?: string) =>
    call('listAudit', { ...filter.value, limit: pageSize, ...(cursor !== undefined && { cursor }) })

  /** The first page of what is looked for now. */
  async function read(): Promise<void> {
    question += 1
    const mine = question
    isReading.value = true
    try {
      const page = await ask()
      if (mine !== question) return
      shown.value = page
      newest.value = null
      reason.value = null
    } catch (error) {
      if (mine === question) reason.value = toApiError(error)
    } finally {
      if (mine === question) isReading.value = false
    }
  }

  /** Something was told: what is new is counted and waits. */
  async function checkForNew(): Promise<void> {
    void readChoices()
    if (shown.value === null) return read()
    const mine = question
    try {
      const page = await ask()
      if (mine !== question) return
      // Nothing that could move: what comes first is shown at once.
      if (shown.value.entries.length === 0) shown.value = page
      else newest.value = page
      reason.value = null
    } catch (error) {
      if (mine === question) reason.value = toApiError(error)
    }
  }

  function showNewest(): void {
    if (newest.value === null || shown.value === null) return
    const fresh = missingIn(shown.value, newest.value)
    const known = shown.value
    // More was told than a page holds: between the two lies what neither knows, so the list begins anew.
    const isGapless = fresh.length < newest.value.entries.length || newest.value.nextCursor === null
    shown.value = isGapless ? { ...known, entries: [...known.entries, ...fresh].toSorted(newestFirst) } : newest.value
    newest.value = null
  }

  async function readMore(): Promise<void> {
    const known = shown.value
    if (known === null || known.nextCursor === null || isReadingMore.value) return
    const mine = question
    isReadingMore.value = true
    try {
      const page = await ask(known.nextCursor)
      if (mine !== question || shown.value === null) return
      const older = missingIn(shown.value, page)
      shown.value = { entries: [...shown.value.entries, ...older], nextCursor: page.nextCursor }
      reason.value = null
    } catch (error) {
      if (mine === question) reason.value = toApiError(error)
    } finally {
      isReadingMore.value = false
    }
  }

  function narrow(chosen: AuditFilter): Promise<void> {
    filter.value = chosen
    return read()
  }

  /** The filters can do without: their lists stay as they were when it fails, and the page itself says why. */
  async function readChoices(): Promise<void> {
    try {
      choices.value = await call('readAuditChoices', {})
    } catch (error) {
      toApiError(error)
    }
  }

  /** The file in parts as they come; each is asked for when the one before is here. */
  async function exportAll(): Promise<{ parts: string[]; rows: number }> {
    let part = await call('exportAudit', { filter: filter.value, language: language.value })
    const parts = [part.text]
    let { rows } = part
    while (part.next !== null) {
      part = await call('continueAuditExport', { next: part.next })
      parts.push(part.text)
      rows += part.rows
    }
    return { parts, rows }
  }

  return {
    filter,
    shown,
    choices,
    reason,
    waiting,
    isReading,
    isReadingMore,
    read,
    checkForNew,
    showNewest,
    readMore,
    narrow,
    exportAll,
  }
})

function missingIn(known: AuditPage | null, page: AuditPage): AuditEntry[] {
  const ids = new Set(known?.entries.map(({ entryId }) => entryId))
  return page.entries.filter(({ entryId }) => !ids.has(entryId))
}

/** As the server orders them: by instant, then by number. */
function newestFirst(left: AuditEntry, right: AuditEntry): number {
  return Date.parse(right.at) - Date.parse(left.at) || Number(right.entryId) - Number(left.entryId)
}
