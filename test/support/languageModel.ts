import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Asked = { headers: IncomingMessage['headers']; body: string }
/** What it does with a question; `say` answers as an endpoint of its kind does. */
export type Behaviour = (asked: Asked, response: ServerResponse) => void

/** A language model that does whatever a test wants of it, at an address of its own. */
export async function startLanguageModel(first: Behaviour) {
  let behaviour = first
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const question = { headers: request.headers, body: Buffer.concat(chunks).toString() }
      asked.push(question)
      behaviour(question, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    become(next: Behaviour) {
      behaviour = next
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Its answer is this text, as chat completions carry it. */
export function saying(content: string): Behaviour {
  return (_asked, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content } }] }))
  }
}

/** It keeps to the form. */
export function choosing(article: number | null, quote: string, text: string): Behaviour {
  return saying(JSON.stringify({ article, quote, text }))
}
