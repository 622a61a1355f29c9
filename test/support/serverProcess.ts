import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { compileCache, serverCommand } from '#server/platform/embedded/serverCommand.ts'

export type ServerProcess = {
  port: number
  pid: number
  kill: (signal: NodeJS.Signals) => void
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  /** The last lines that it wrote, both streams. */
  output: () => string
}

export type ServerOptions = {
  databaseUrl: string
  env?: Record<string, string>
  /** By default one that is free. */
  port?: number
  /** Further arguments of `node`, before the server's own. */
  nodeArguments?: string[]
}

const READY_PATIENCE_MS = 30_000
const KEPT_LINES = 200

/** Starts a server process; resolves when it listens. It ends with the process that started it, also by kill -9. */
export async function launchServer(options: ServerOptions): Promise<ServerProcess> {
  const { databaseUrl, env = {}, port = 0, nodeArguments = [] } = options
  const server = spawn(process.execPath, [...nodeArguments, ...serverCommand()], {
    env: { ...process.env, ...compileCache, OPORA_PORT: String(port), ...env, DATABASE_URL: databaseUrl },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const exited = once(server, 'exit').then(() => ({ code: server.exitCode, signal: server.signalCode }))
  const written: string[] = []
  const ready = Promise.withResolvers<number>()
  for (const stream of [server.stdout, server.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      written.push(line)
      if (written.length > KEPT_LINES) written.shift()
      const listensOn = readyPort(line)
      if (listensOn !== undefined) ready.resolve(listensOn)
    })
  }
  const output = () => written.join('\n')
  const refuse = (what: string) => ready.reject(new Error(`the server ${what}:\n${output()}`))
  void exited.then(({ code, signal }) => refuse(`ended before it listened (${code ?? signal})`))
  const patience = setTimeout(() => {
    refuse('does not listen')
    server.kill('SIGKILL')
  }, READY_PATIENCE_MS)
  try {
    const listensOn = await ready.promise
    return { port: listensOn, pid: server.pid ?? 0, kill: (signal) => server.kill(signal), exited, output }
  } finally {
    clearTimeout(patience)
  }
}

function readyPort(line: string): number | undefined {
  if (!line.startsWith('{"opora":"ready"')) return undefined
  const { port }: { port: unknown } = JSON.parse(line)
  return typeof port === 'number' ? port : undefined
}
