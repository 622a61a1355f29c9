import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { AuditChoices, AuditEntry, AuditFilter, AuditPage } from '#contract/audit/types.ts'
import type { RouteOutput } from '#contract/routes.ts'
import { useCall } from '#app/lib/api.ts'
import { language } from '#app/lib/i18n.ts'
import { toApiError } from '#app/lib/apiError.ts'
import { usePagedList } from '#app/lib/usePagedList.ts'
import type { Paged } from '#app/lib/usePagedList.ts'
import { useResource } from '#app/lib/useResource.ts'

type Page = Paged<AuditEntry, string>

const pageSize = 100

/**
 * The audit log, newest first. What is told while somebody reads waits behind a button, so that no row moves away from
 * under their eyes; the answer to the newest question counts.
 */
export const useAuditStore = defineStore('deskAudit', () => {
  const call = useCall()
  const filter = shallowRef<AuditFilter>({})
  const choices = shallowRef<AuditChoices>({ people: [], portals: [], plans: [] })
  const list = usePagedList<AuditEntry, string>(ask, ({ entryId }) => entryId)
  const { shown } = list
  /** The newest page as it is now, where it is known to hold more than is shown. */
  const newest = useResource(() => ask(null))
  const reason = computed(() => list.reason.value ?? newest.reason.value)
  const waiting = computed(() => missingIn(shown.value, newest.value.value).length)

  async function ask(cursor: string | null): Promise<Page> {
    const asked = { ...filter.value, limit: pageSize, ...(cursor !== null && { cursor }) }
    const page: AuditPage = await call('listAudit', asked)
    return { rows: page.entries, next: page.nextCursor }
  }

  /** The first page of what is looked for now. */
  async function read(): Promise<void> {
    newest.forget()
    await list.readAnew()
  }

  /** Something was told: what is new is counted and waits. */
  async function checkForNew(): Promise<void> {
    void readChoices()
    if (shown.value === null) return read()
    await newest.read()
    if (newest.reason.value === null) list.reason.value = null
    // Nothing that could move: what comes first is shown at once.
    if (shown.value?.rows.length === 0) showNewest()
  }

  function showNewest(): void {
    const known = shown.value
    const page = newest.value.value
    if (page === null || known === null) return
    const fresh = missingIn(known, page)
    // More was told than a page holds: between the two lies what neither knows, so the list begins anew.
    const isGapless = fresh.length < page.rows.length || page.next === null
    shown.value = isGapless ? { ...known, rows: [...known.rows, ...fresh].toSorted(newestFirst) } : page
    newest.value.value = null
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

  /** The same as a workbook. */
  function exportSheet(): Promise<RouteOutput<'exportAuditSheet'>> {
    return call('exportAuditSheet', { filter: filter.value, language: language.value })
  }

  return {
    filter,
    shown,
    choices,
    reason,
    waiting,
    isReading: list.isReading,
    isReadingMore: list.isReadingMore,
    read,
    checkForNew,
    showNewest,
    readMore: list.readMore,
    narrow,
    exportAll,
    exportSheet,
  }
})

function missingIn(known: Page | null, page: Page | null): AuditEntry[] {
  const ids = new Set(known?.rows.map(({ entryId }) => entryId))
  return (page?.rows ?? []).filter(({ entryId }) => !ids.has(entryId))
}

/** As the server orders them: by instant, then by number. */
function newestFirst(left: AuditEntry, right: AuditEntry): number {
  return Date.parse(right.at) - Date.parse(left.at) || Number(right.entryId) - Number(left.entryId)
}
