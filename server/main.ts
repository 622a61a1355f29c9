import { flushCompileCache } from 'node:module'
import { readConfig, ConfigError } from './config.ts'
import { explainDatabaseFailure } from './platform/db/databaseFailure.ts'
import { isStartFailure, systemErrorCode } from './platform/embedded/startFailure.ts'
import { startServer } from './server.ts'

const listenSentences: Readonly<Record<string, string>> = {
  EADDRINUSE: 'The port is taken: stop what listens there, or choose another one with OPORA_PORT.',
  EACCES: 'The port may not be opened by this user: choose one above 1023 with OPORA_PORT.',
  EADDRNOTAVAIL: 'This machine has no such address: choose another one with OPORA_HOST.',
  ENOTFOUND: 'This machine has no such address: choose another one with OPORA_HOST.',
  EAI_AGAIN: 'This machine has no such address: choose another one with OPORA_HOST.',
}

try {
  const config = readConfig(process.env)
  const server = await startServer(config)
  // The launcher reads this line; everything else the server says goes to stderr.
  process.stdout.write(`${JSON.stringify({ opora: 'ready', port: server.port })}\n`)
  // Whoever is killed could not keep it any more.
  flushCompileCache()
  let isStopping = false
  const stop = () => {
    if (isStopping) return
    isStopping = true
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`Opora did not stop cleanly: ${String(error)}\n`)
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
} catch (error) {
  process.stderr.write(`${sentenceFor(error)}\n`)
  process.exit(1)
}

/** Every start-up failure is one sentence that says what to do. */
function sentenceFor(error: unknown): string {
  if (error instanceof ConfigError || isStartFailure(error)) return error.message
  const code = systemErrorCode(error)
  const isListening = error instanceof Error && 'syscall' in error && error.syscall === 'listen'
  if (isListening) return listenSentences[code ?? ''] ?? `Opora cannot listen: ${error.message}`
  const known = explainDatabaseFailure(error, process.env['DATABASE_URL'] ?? '')
  return known?.message ?? `Opora could not start: ${error instanceof Error ? error.message : String(error)}`
}
