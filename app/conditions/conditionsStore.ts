import { defineStore } from 'pinia'
import type { ConditionsView } from '#contract/connections/conditions.types.ts'
import { useCall } from '#app/lib/api.ts'
import { viewerZone } from '#app/lib/format.ts'
import { language } from '#app/lib/i18n.ts'
import { useRealtime } from '#app/lib/realtime.ts'
import { bytesOf, type DownloadedFile } from '#app/lib/useDownload.ts'
import { useResource } from '#app/lib/useResource.ts'

/** The regulation that holds for this portal (E8), for the page of its own and for whoever is about to write. */
export const useConditionsStore = defineStore('conditions', () => {
  const call = useCall()
  const { onChanged, onReconnected } = useRealtime()
  /** Null while it is not read; `conditions` null where no desk answers. */
  const { value: answer, reason, read, isReading } = useResource(() => call('readConditions', {}))

  /** By what was read before, where that is not outdated. */
  async function ensure(): Promise<ConditionsView | null> {
    if (answer.value === null && !isReading.value) await read()
    return answer.value?.conditions ?? null
  }

  async function ofCode(code: string): Promise<ConditionsView> {
    return (await call('readCodeConditions', { code })).conditions
  }

  async function ofOffer(handoverId: string): Promise<ConditionsView> {
    return (await call('readOfferConditions', { handoverId })).conditions
  }

  async function ofClient(connectionId: string): Promise<ConditionsView> {
    return (await call('readClientConditions', { connectionId })).conditions
  }

  async function file(): Promise<DownloadedFile> {
    return pdfOf(await call('exportConditions', reader()))
  }

  async function fileOfCode(code: string): Promise<DownloadedFile> {
    return pdfOf(await call('exportCodeConditions', { code, ...reader() }))
  }

  async function fileOfOffer(handoverId: string): Promise<DownloadedFile> {
    return pdfOf(await call('exportOfferConditions', { handoverId, ...reader() }))
  }

  // Another desk, or another version; who has read nothing asks nothing.
  onChanged((what) => {
    if (answer.value !== null && (what === 'support' || what === 'regulation')) void read()
  })
  onReconnected(() => {
    if (answer.value !== null) void read()
  })

  return { answer, reason, read, ensure, ofCode, ofOffer, ofClient, file, fileOfCode, fileOfOffer }
})

const reader = () => ({ language: language.value, timeZone: viewerZone() })

function pdfOf({ fileName, base64 }: { fileName: string; base64: string }): DownloadedFile {
  return { name: fileName, type: 'application/pdf', parts: [bytesOf(base64)] }
}
