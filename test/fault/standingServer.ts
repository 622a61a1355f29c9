import { Agent } from 'node:http'
import { join } from 'node:path'
import { routes, type RouteInput, type RouteName } from '#contract/routes.ts'
import { clockIn, clockSignal } from '#test/support/clock.ts'
import { postJson, type HttpAnswer } from '#test/support/postJson.ts'
import type { ServerProcess } from '#test/support/serverProcess.ts'
import type { Stage } from './stage.ts'

/** A real server whose clock stands at whatever instant the story says, and goes on standing there after a `kill -9`. */
export type StandingServer = {
  /** From the answer on every instant that the server takes is this one. */
  standAt(at: number): Promise<void>
  ask<Name extends RouteName>(name: Name, token: string, input: RouteInput<Name>): Promise<HttpAnswer>
  kill(): Promise<void>
  start(): Promise<void>
}

export async function openStandingServer(stage: Stage, deskToken: string, at: number): Promise<StandingServer> {
  const clock = clockIn(join(stage.folder, 'clock'), 0)
  const agent = new Agent({ keepAlive: true })
  let standsAt = at
  clock.standAt(at)
  let server: ServerProcess = await stage.launch(clock)

  const self: StandingServer = {
    async standAt(instant) {
      if (instant === standsAt) return
      standsAt = instant
      clock.standAt(instant)
      process.kill(server.pid, clockSignal)
      const said = new Date(instant).toISOString()
      await stage.until('the server has looked at its clock', async () => {
        const { body } = await self.ask('readStaff', deskToken, {})
        return body['at'] === said
      })
    },
    ask: (name, token, input) =>
      postJson({
        url: `http://127.0.0.1:${server.port}`,
        path: routes[name].path,
        token,
        input,
        agent,
        timeoutMs: 30_000,
      }),
    async kill() {
      server.kill('SIGKILL')
      await server.exited
    },
    async start() {
      server = await stage.launch(clock)
    },
  }
  return self
}
