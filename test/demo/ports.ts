import { createServer } from 'node:net'
import { parseArgs } from 'node:util'
import { startFailure, systemErrorCode } from '#server/platform/embedded/startFailure.ts'

/** Everything that the demo listens on; one number moves them all. */
export interface DemoPorts {
  app: number
  /** The sandbox's own three, then those of the story in their order. */
  portals: number[]
  oauth: number
  page: number
}

const DEFAULT_PORT = 3000

/** So many neighbouring ports the demo takes. */
export const portsInAll = 16
/** The page of links lies ten above the application, where the number is easy to remember. */
const PAGE = 10
const OAUTH = 4

/** `--port N` or the default; the portals have what the others leave free above it. */
export function choosePorts(args: string[]): DemoPorts {
  const app = askedPort(args)
  const above = Array.from({ length: portsInAll }, (_, offset) => app + offset)
  const [oauth, page] = [app + OAUTH, app + PAGE]
  return { app, oauth, page, portals: above.filter((port) => ![app, oauth, page].includes(port)) }
}

/** Two demos side by side have folders of their own. */
export function folderName({ app }: DemoPorts): string {
  return app === DEFAULT_PORT ? 'demo' : `demo-${app}`
}

/** Asked before anything starts: a taken port is one sentence, not a stack after ten seconds. */
export async function checkPortsAreFree(ports: DemoPorts): Promise<void> {
  const wanted = [ports.app, ...ports.portals, ports.oauth, ports.page]
  const taken = (await Promise.all(wanted.map(async (port) => ((await isFree(port)) ? [] : [port])))).flat()
  if (taken.length === 0) return
  const which = taken.length === 1 ? `Port ${taken[0]} is` : `Ports ${taken.join(', ')} are`
  throw startFailure(
    `${which} taken: end what listens there, or start the demo elsewhere with "npm run demo -- --port ${ports.app + 100}".`,
  )
}

function askedPort(args: string[]): number {
  const { values } = readArguments(args)
  if (values.port === undefined) return DEFAULT_PORT
  const port = Number(values.port)
  if (Number.isInteger(port) && port > 0 && port <= 65_000) return port
  throw startFailure(`--port takes a number between 1 and 65000, not "${values.port}".`)
}

function readArguments(args: string[]) {
  try {
    return parseArgs({ args, options: { port: { type: 'string' } } })
  } catch (error) {
    throw startFailure('Use: npm run demo -- [--port N]', error)
  }
}

/** Without a host: an address of the loopback net is taken for us, too, when somebody has all of them. */
async function isFree(port: number): Promise<boolean> {
  const probe = createServer()
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once('error', reject)
      probe.listen(port, '0.0.0.0', resolve)
    })
    return true
  } catch (error) {
    if (systemErrorCode(error) === 'EADDRINUSE') return false
    if (systemErrorCode(error) === 'EACCES')
      throw startFailure(`Port ${port} may not be opened by this user: choose a higher one with --port.`, error)
    throw error
  } finally {
    await new Promise<void>((resolve) => probe.close(() => resolve()))
  }
}
