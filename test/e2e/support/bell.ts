import { expect } from 'vitest'
import { eventually } from '#test/support/eventually.ts'
import type { World } from '#test/support/world.ts'
import { idOf } from './stage.ts'

/** What the portal's bell tells a person, once it does. */
export async function readBell(
  world: World,
  { portal, role }: { portal: string; role: string },
  said: RegExp,
): Promise<string> {
  const userId = idOf(world, portal, role)
  const find = (): string =>
    world.sandbox.notifications(portal).find((one) => one.userId === userId && said.test(one.message))?.message ?? ''
  await eventually(() => expect(find()).toMatch(said))
  return find()
}

/** What the link of a notification names: the portal hands it to the application. */
export function namedIn(message: string): Record<string, string> {
  const [, query = ''] = /\?([^\]]*)\]/.exec(message) ?? []
  const named = [...new URLSearchParams(query)].map(([name, value]) => [name.replace(/^params\[(.*)\]$/, '$1'), value])
  return Object.fromEntries(named)
}
