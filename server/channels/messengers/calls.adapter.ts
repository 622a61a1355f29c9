import * as v from 'valibot'
import type { Failure } from '../channel.port.ts'

/** What a messenger has answered to a call; `body`: numbers that are too large to be exact are the digits that stood there. */
export type Answer = { status: number; headers: Headers; text: string; body: unknown }
export type Call = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  url: string
  authorization: string
  body?: unknown
  signal?: AbortSignal
}

const callMilliseconds = 40_000
const fetchMilliseconds = 60_000
const mostAnswerBytes = 8 * 1024 * 1024

/** One call whose answer is JSON; no answer at all is an unknown fate, unless nobody was spoken to. */
export async function callFor({ method, url, authorization, body, signal }: Call): Promise<Answer | Failure> {
  const stops = [AbortSignal.timeout(callMilliseconds), ...(signal === undefined ? [] : [signal])]
  try {
    const response = await fetch(url, {
      method,
      headers: { authorization, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.any(stops),
      redirect: 'error',
    })
    const bytes = await upTo(response, mostAnswerBytes)
    const text = Buffer.from(bytes ?? []).toString()
    return { status: response.status, headers: response.headers, text, body: readExactly(text) }
  } catch (error) {
    return lineFailure(error)
  }
}

const neverReached = v.object({
  code: v.picklist(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']),
})
/** Of whoever signed a certificate that nobody here trusts: nothing was said to such a host. */
const untrusted = v.object({
  code: v.pipe(v.string(), v.regex(/^(?:ERR_TLS_CERT|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER))/)),
})

/** Of a line that broke. */
export function lineFailure(error: unknown): Failure {
  const cause = error instanceof Error ? error.cause : undefined
  if (v.is(untrusted, cause)) return { is: 'retry', reason: 'badCertificate', isOfAccount: true }
  return { is: v.is(neverReached, cause) ? 'retry' : 'unknownFate', reason: 'notReached', isOfAccount: true }
}

/** When a messenger that was asked too often may be asked again, in milliseconds. */
export function retryAfter(headers: Headers): number {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3600) * 1000 : 1000
}

const stringOrLongNumber = /"(?:[^"\\]|\\.)*"|(?<![\d.])-?\d{16,}(?![\d.eE])/g

/** JSON whose ids may pass what a number holds exactly: they are strings then. Null: it is no JSON. */
export function readExactly(text: string): unknown {
  try {
    return JSON.parse(text.replaceAll(stringOrLongNumber, (found) => (found.startsWith('"') ? found : `"${found}"`)))
  } catch {
    return null
  }
}

/** A file by its address; null: it is there no more, or larger than so many bytes. Throws where it may be there later. */
export async function fetchUpTo(
  url: string,
  { most, authorization }: { most: number; authorization?: string },
): Promise<Uint8Array | null> {
  const response = await fetch(url, {
    ...(authorization !== undefined && { headers: { authorization } }),
    signal: AbortSignal.timeout(fetchMilliseconds),
    redirect: 'error',
  }).catch((error: unknown) => {
    // The address holds secrets, and errors of connections hold the address.
    throw new Error('a file could not be fetched from the messenger', { cause: nameOf(error) })
  })
  if (response.status === 404 || response.status === 410) return null
  if (!response.ok) throw new Error('the messenger did not give a file', { cause: response.status })
  return upTo(response, most)
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown'
}

/** Null: there is more of it. */
export async function upTo(response: Response, most: number): Promise<Uint8Array | null> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of response.body ?? []) {
    bytes += piece.length
    if (bytes > most) return null
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
