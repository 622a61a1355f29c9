import { readdir } from 'node:fs/promises'
import type { RouteInput } from '#contract/routes.ts'
import { newId } from '#test/support/world.ts'
import type { Scene } from '../scene.ts'

export const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString()

export const sshContent = {
  address: 'ssh.firm.example',
  login: 'root',
  password: 'пароль-от-сервера',
  note: 'порт обычный',
}

/** What both sides of a scene do with boxes. */
export function accessActs({ world, agent, admin }: Scene) {
  async function asked(ticketId: string, more: Partial<RouteInput<'askAccess'>> = {}): Promise<string> {
    const accessId = newId()
    const input = { ticketId, accessId, kind: 'ssh' as const, purpose: 'Посмотреть журналы', until: inDays(1), ...more }
    await world.call('askAccess', input, agent)
    return accessId
  }

  async function given(ticketId: string, more: Partial<RouteInput<'giveBox'>> = {}): Promise<string> {
    const accessId = await asked(ticketId)
    await world.call('giveBox', { ticketId, accessId, until: inDays(1), content: sshContent, ...more }, admin)
    return accessId
  }

  return {
    asked,
    given,
    look: (ticketId: string, accessId: string, token = agent) =>
      world.ask('lookIntoBox', { ticketId, accessId }, token),
    async box(ticketId: string, accessId: string, token = admin) {
      const { boxes = [] } = await world.call('readTicket', { ticketId }, token)
      const found = boxes.find((box) => box.accessId === accessId)
      if (found === undefined) throw new Error('there is no such box')
      return found
    },
    async entries(ticketId: string, token = admin) {
      const { events } = await world.call('readEvents', { ticketId, limit: 200 }, token)
      return events.flatMap((event) => (event.type.startsWith('access.') ? [event.type] : []))
    },
    /** The files of the keys that there are. */
    keyFiles: (): Promise<string[]> => readdir(world.keysDir),
  }
}
