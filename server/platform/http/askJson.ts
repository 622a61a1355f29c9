import { Agent as PlainAgent, request as plainRequest, type ClientRequest, type IncomingMessage } from 'node:http'
import { Agent as SecureAgent, request as secureRequest } from 'node:https'
import { parseBoundedJson } from './boundedJson.ts'

export type JsonQuestion = {
  url: string
  headers: Record<string, string>
  body: string
  /** The end of all patience, for connection, head and body together: an answer that drips does not lengthen it. */
  signal: AbortSignal
}
export type JsonAnswer = { status: number; body: unknown }

/** The largest answer that anything of ours asks for is a tenth of it. */
export const mostAnswerBytes = 512 * 1024

const agentOptions = { keepAlive: true, maxSockets: 16, maxFreeSockets: 2, timeout: 30_000 }
const agents = { plain: new PlainAgent(agentOptions), secure: new SecureAgent(agentOptions) }

/**
 * The one way in which this server asks another one: by POST, without following redirects, and with an answer that is cut off
 * where it is too long or too late. What is no JSON is null under an error's status and an error under any other.
 */
export async function askJson(question: JsonQuestion): Promise<JsonAnswer> {
  question.signal.throwIfAborted()
  const asked = send(question)
  let response: IncomingMessage | null = null
  try {
    response = await answerOf(asked)
    const status = response.statusCode ?? 0
    // Nobody reads what stands under a redirect.
    if (status >= 300 && status < 400) return { status, body: null }
    const bytes = await readBounded(response)
    return { status, body: status < 300 ? parseBoundedJson(bytes) : readOrNull(bytes) }
  } finally {
    // One that was read to its end keeps its connection; of all others nothing more is wanted.
    if (response?.complete !== true) asked.destroy()
  }
}

function send({ url, headers, body, signal }: JsonQuestion): ClientRequest {
  const length = { 'content-length': String(Buffer.byteLength(body)) }
  // A few compressed bytes can be a gigabyte.
  const options = { method: 'POST', headers: { ...headers, ...length, 'accept-encoding': 'identity' }, signal }
  const asked = url.startsWith('https:')
    ? secureRequest(url, { ...options, agent: agents.secure })
    : plainRequest(url, { ...options, agent: agents.plain })
  asked.end(body)
  return asked
}

function answerOf(asked: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    asked.on('error', reject)
    asked.on('response', (response) => {
      // After the answer has begun, what ends the request arrives here too.
      response.on('error', () => {})
      resolve(response)
    })
  })
}

async function readBounded(response: IncomingMessage): Promise<Buffer> {
  const encoding = response.headers['content-encoding'] ?? 'identity'
  if (encoding !== 'identity') throw new Error('the answer is compressed')
  if (Number(response.headers['content-length'] ?? 0) > mostAnswerBytes) throw tooLong()
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of response) {
    const bytes = Buffer.from(chunk)
    length += bytes.length
    if (length > mostAnswerBytes) throw tooLong()
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

function readOrNull(bytes: Buffer): unknown {
  try {
    return parseBoundedJson(bytes)
  } catch {
    return null
  }
}

function tooLong(): Error {
  return new RangeError('the answer is too long')
}
