import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { FileLimits, FileVariant } from '#contract/tickets/files.types.ts'
import type { RouteInput } from '#contract/routes.ts'
import { useCall } from '#app/lib/api.ts'
import { Refused, toApiError, Unreachable } from '#app/lib/apiError.ts'
import { textIn } from './textIn.ts'

type Wanted = RouteInput<'linkFiles'>['files'][number]
interface Asking {
  wanted: Wanted
  answer: PromiseWithResolvers<string>
}

/** A link that runs out while it is being used helps nobody. */
const spareMs = 20_000
const mostAsked = 60
export const shownTextBytes = 64 * 1024

/** Ways to the content of files, each good for minutes only, and how much may still come. */
export const useFileStore = defineStore('files', () => {
  const call = useCall()
  const links = new Map<string, { url: string; until: number }>()
  const limits = shallowRef<ReadonlyMap<string, FileLimits>>(new Map())
  let asking: Asking[] = []

  /** What is asked for in one instant is asked with one question. */
  function linkOf(fileId: string, variant: FileVariant): Promise<string> {
    const known = links.get(nameOf({ fileId, variant }))
    if (known !== undefined && known.until - spareMs > Date.now()) return Promise.resolve(known.url)
    const answer = Promise.withResolvers<string>()
    asking.push({ wanted: { fileId, variant }, answer })
    if (asking.length === 1) queueMicrotask(() => void askAll())
    return answer.promise
  }

  async function askAll(): Promise<void> {
    const all = asking
    asking = []
    for (let start = 0; start < all.length; start += mostAsked) await ask(all.slice(start, start + mostAsked))
  }

  async function ask(some: readonly Asking[]): Promise<void> {
    const wanted = new Map(some.map((one) => [nameOf(one.wanted), one.wanted]))
    try {
      const answer = await call('linkFiles', { files: [...wanted.values()] })
      for (const link of answer.links) links.set(nameOf(link), { url: link.url, until: Date.parse(link.until) })
    } catch (error) {
      // One that is gone must not hide the others.
      if (error instanceof Refused && wanted.size > 1) await Promise.all(some.map((one) => ask([one])))
      else for (const one of some) one.answer.reject(error)
      return
    }
    for (const { wanted: one, answer } of some) {
      const url = links.get(nameOf(one))?.url
      if (url === undefined) answer.reject(new Refused('file_unknown'))
      else answer.resolve(url)
    }
  }

  /** A link that did not work is not used again. */
  function forgetLink(fileId: string, variant: FileVariant): void {
    links.delete(nameOf({ fileId, variant }))
  }

  /** The beginning of a text, as far as anybody reads it in a page. */
  async function readText(fileId: string): Promise<string> {
    const url = await linkOf(fileId, 'download')
    try {
      const answer = await fetch(url, { headers: { range: `bytes=0-${shownTextBytes - 1}` } })
      if (!answer.ok) throw new Unreachable()
      return textIn(await beginningOf(answer))
    } catch (cause) {
      forgetLink(fileId, 'download')
      throw new Unreachable({ cause })
    }
  }

  /** Of a new ticket: with null. Where it cannot be read the server says no later. */
  async function readLimits(ticketId: string | null): Promise<void> {
    try {
      const answer = await call('readFileLimits', ticketId === null ? {} : { ticketId })
      limits.value = new Map(limits.value).set(ticketId ?? '', answer)
    } catch (error) {
      toApiError(error)
    }
  }

  return {
    linkOf,
    forgetLink,
    readText,
    readLimits,
    limitsOf: (ticketId: string | null): FileLimits | null => limits.value.get(ticketId ?? '') ?? null,
  }
})

const nameOf = ({ fileId, variant }: Wanted): string => `${variant} ${fileId}`

/** A server that knows no ranges sends everything: what is too much is not waited for. */
async function beginningOf({ body }: Response): Promise<Uint8Array> {
  if (body === null) return new Uint8Array()
  const reader = body.getReader()
  const bytes = new Uint8Array(shownTextBytes)
  let length = 0
  for (let part = await reader.read(); !part.done && length < shownTextBytes; part = await reader.read()) {
    bytes.set(part.value.subarray(0, shownTextBytes - length), length)
    length = Math.min(length + part.value.length, shownTextBytes)
  }
  void reader.cancel()
  return bytes.subarray(0, length)
}
