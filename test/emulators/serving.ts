import type { IncomingMessage, Server, ServerResponse } from 'node:http'

/** One call of an emulated service: what was asked for, what came with it, and where the answer goes. */
export type Answering = (
  query: URLSearchParams,
  body: Record<string, unknown>,
  response: ServerResponse,
) => Promise<void> | void

export async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece)
  const text = Buffer.concat(pieces).toString()
  return text === '' ? {} : JSON.parse(text)
}

/** Where it listens, without a slash at the end. */
export async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
}
