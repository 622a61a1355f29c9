import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { benchAssistant, type BenchFiles } from './assistant.ts'
import { benchChannels } from './channels.ts'
import { benchChat } from './chat.ts'
import { benchExports } from './exports.ts'
import { benchFiles } from './files.ts'
import { benchHelpPage } from './helpPage.ts'
import { benchHostile } from './hostile.ts'
import { benchKnowledge } from './knowledge.ts'
import { benchLedger } from './ledger.ts'
import { benchMessages } from './messages.ts'
import { benchPages } from './pages.ts'
import { benchQueue } from './queue.ts'
import { benchSearch } from './search.ts'
import { benchSla } from './sla.ts'
import { benchStatusPage } from './statusPage.ts'
import { benchStart } from './start.ts'
import { benchTickets } from './tickets.ts'
import type { Figures } from './figures.ts'

const benches: Record<string, (options: Record<string, number>, files: BenchFiles) => Promise<Figures>> = {
  channels: benchChannels,
  assistant: (_options, files) => benchAssistant(files),
  chat: benchChat,
  help: benchHelpPage,
  hostile: benchHostile,
  exports: benchExports,
  files: benchFiles,
  messages: benchMessages,
  knowledge: benchKnowledge,
  start: benchStart,
  status: benchStatusPage,
  pages: benchPages,
  ledger: benchLedger,
  sla: benchSla,
  queue: benchQueue,
  search: benchSearch,
  tickets: benchTickets,
}

/** `npm run bench -- NAME [--json FILE] [--sockets N …]`: a table of figures, the same as one flat JSON object on demand. */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    sockets: { type: 'string' },
    conversations: { type: 'string' },
    rate: { type: 'string' },
    seconds: { type: 'string' },
    writers: { type: 'string' },
    staff: { type: 'string' },
    tickets: { type: 'string' },
    entries: { type: 'string' },
    messages: { type: 'string' },
    articles: { type: 'string' },
    docs: { type: 'string' },
    queries: { type: 'string' },
    foreign: { type: 'string' },
    own: { type: 'boolean' },
  },
})
const [name = ''] = positionals
const bench = benches[name]
if (bench === undefined) {
  process.stderr.write(`Say which: npm run bench -- ${Object.keys(benches).join(' | ')}\n`)
  process.exitCode = 2
} else {
  const { json, docs, queries, foreign, own, ...rest } = values
  const options = Object.fromEntries(Object.entries(rest).map(([key, text]) => [key, Number(text)]))
  const files = { docs, queries, foreign, own }
  const figures = await bench(options, files)
  const width = Math.max(...Object.keys(figures).map((key) => key.length))
  for (const [key, value] of Object.entries(figures)) console.log(`${key.padEnd(width)}  ${value}`)
  if (json !== undefined) await writeFile(json, `${JSON.stringify(figures, null, 2)}\n`)
  process.exit(0)
}
