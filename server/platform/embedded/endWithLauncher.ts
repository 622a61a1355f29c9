/**
 * Preloaded into every server that a launcher starts. The server's standard input is a pipe that only the launcher holds: when
 * the launcher is killed, the pipe ends and the server stops as if asked to, instead of keeping the port without a database.
 */
import { isMainThread } from 'node:worker_threads'

const PATIENCE_MS = 15_000

if (isMainThread) {
  process.stdin.on('end', () => {
    setTimeout(() => process.exit(1), PATIENCE_MS).unref()
    process.kill(process.pid, 'SIGTERM')
  })
  process.stdin.on('error', () => {})
  process.stdin.resume()
  process.stdin.unref()
}
