import type { Probe } from '#test/portal/probe.ts'
import { startProbe } from '#test/portal/probe.ts'
import type { Sandbox } from '#test/portal/sandbox.ts'
import { startSandbox } from '#test/portal/sandbox.ts'
import { afterAll, beforeAll } from 'vitest'

export const registration = { clientId: 'app.0123456789abcd.00000042', clientSecret: 'the secret of the application' }

/** A sandbox whose application only writes down what it is sent; both end with the file. `now`: its clock, where it is not this process's own. */
export function useSandbox(clock: { now?: () => Date } = {}): { sandbox: Sandbox; application: Probe } {
  const rig: { sandbox?: Sandbox; application?: Probe } = {}
  beforeAll(async () => {
    rig.application = await startProbe()
    rig.sandbox = await startSandbox({ appUrl: rig.application.origin, ...registration, ...clock })
  })
  afterAll(async () => {
    await rig.sandbox?.close()
    await rig.application?.close()
  })
  return {
    get sandbox() {
      if (!rig.sandbox) throw new Error('The sandbox is not up yet')
      return rig.sandbox
    },
    get application() {
      if (!rig.application) throw new Error('The application is not up yet')
      return rig.application
    },
  }
}

/** One REST call, as JSON. */
export async function callRest(
  origin: string,
  method: string,
  params: object,
): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${origin}/rest/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(params),
  })
  return { status: answer.status, body: await answer.json() }
}
