/** Reads one large mail beside everything else, and ends (see `readMail.adapter.ts`). */
import { parentPort, workerData } from 'node:worker_threads'
import { readContent } from './mailContent.adapter.ts'
import type { QuoteFacts } from './domain/quotes.ts'

const { raw, facts }: { raw: Uint8Array; facts: QuoteFacts } = workerData
parentPort?.postMessage(await readContent(raw, facts), [])
