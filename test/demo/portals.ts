import type { Sandbox } from '#test/portal/sandbox.ts'
import { neighbourPeople, workshopPeople } from './people.ts'

/** The portals of the story beside those that every sandbox has; without ports they get free ones. */
export async function addDemoPortals(
  sandbox: Sandbox,
  ports: { neighbour: number; workshop: number } = { neighbour: 0, workshop: 0 },
): Promise<void> {
  // The desk's own CRM is there to be tried: invoices for orders, and a tab in the cards of companies.
  sandbox.setScopes('partner', ['placement', 'im', 'imbot', 'user_brief', 'crm'])
  await sandbox.addPortal({
    key: 'neighbour',
    title: 'Северный ветер',
    users: structuredClone(neighbourPeople),
    port: ports.neighbour,
  })
  await sandbox.addPortal({
    key: 'workshop',
    title: 'Дубрава',
    users: structuredClone(workshopPeople),
    port: ports.workshop,
  })
}
