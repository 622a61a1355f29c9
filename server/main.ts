import { readConfig, ConfigError } from './config.ts'
import { startServer } from './server.ts'

try {
  const config = readConfig(process.env)
  const server = await startServer(config)
  // The launcher reads this line; everything else the server says goes to stderr.
  process.stdout.write(`${JSON.stringify({ opora: 'ready', port: server.port })}\n`)
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
  if (error instanceof ConfigError) return error.message
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return 'The port is taken: stop what listens there, or choose another one with OPORA_PORT.'
  if (code === 'EACCES') return 'The port may not be opened by this user: choose one above 1023 with OPORA_PORT.'
  if (code === 'ECONNREFUSED' || code === 'ENOENT')
    return 'The database does not answer: check DATABASE_URL and that PostgreSQL runs.'
  if (code === '28P01' || code === '28000')
    return 'The database refused the sign-in: check the user and password in DATABASE_URL.'
  if (code === '3D000') return 'The database named in DATABASE_URL does not exist: create it first.'
  return `Opora could not start: ${error instanceof Error ? error.message : String(error)}`
}
