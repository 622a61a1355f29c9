import { request, type Agent, type IncomingHttpHeaders } from 'node:http'
import { percentile, round } from './figures.ts'

export type PageAnswer = { status: number; headers: IncomingHttpHeaders; page: Buffer; milliseconds: number }

/** As many a second as that, however long the answers take; what `ask` is given counts them. */
export async function askAtPace<Answer>(
  { perSecond, seconds }: { perSecond: number; seconds: number },
  ask: (place: number) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Promise<Answer>[] = []
  const began = performance.now()
  while (answers.length < perSecond * seconds) {
    const due = Math.floor(((performance.now() - began) / 1000) * perSecond)
    while (answers.length < Math.min(due, perSecond * seconds)) answers.push(ask(answers.length))
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return Promise.all(answers)
}

export function getPage(url: string, agent: Agent, headers: Record<string, string> = {}): Promise<PageAnswer> {
  const began = performance.now()
  return new Promise((resolve, reject) => {
    request(url, { agent, headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => {
        const milliseconds = performance.now() - began
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, page: Buffer.concat(parts), milliseconds })
      })
    })
      .on('error', reject)
      .end()
  })
}

export function waitsOf(answers: readonly Pick<PageAnswer, 'milliseconds'>[]): { medianMs: number; p99Ms: number } {
  const sorted = answers.map(({ milliseconds }) => milliseconds).toSorted((one, other) => one - other)
  return { medianMs: round(percentile(sorted, 0.5)), p99Ms: round(percentile(sorted, 0.99)) }
}
