import type { NewPortal, Sandbox } from '#test/portal/sandbox.ts'
import {
  anchorPeople,
  chestnutPeople,
  harbourPeople,
  neighbourPeople,
  nightsPeople,
  servicePeople,
  springPeople,
  towelPeople,
  vendorPeople,
  workshopPeople,
} from './people.ts'

/** The portals of the story beside those that every sandbox has, by key, in the order of their ports. */
const demoPortals: Record<string, Omit<NewPortal<string>, 'key'>> = {
  neighbour: { title: 'Северный ветер', users: neighbourPeople },
  workshop: { title: 'Дубрава', users: workshopPeople },
  vendor: { title: 'Рушій', users: vendorPeople, language: 'ua' },
  spring: { title: 'Джерело', users: springPeople, language: 'ua', tariff: 'ent' },
  chestnut: { title: 'Каштан', users: chestnutPeople, language: 'ua' },
  towel: { title: 'Рушник', users: towelPeople, language: 'ua', tariff: 'basic' },
  service: { title: 'Ключница', users: servicePeople },
  harbour: { title: 'Лесная гавань', users: harbourPeople, tariff: 'std' },
  nights: { title: 'Белые ночи', users: nightsPeople, tariff: 'basic' },
  anchor: { title: 'Якорь', users: anchorPeople, tariff: 'std' },
}

/** Without ports they get free ones. */
export async function addDemoPortals(sandbox: Sandbox, ports: number[] = []): Promise<void> {
  // The desk's own CRM is there to be tried: invoices for orders, and a tab in the cards of companies.
  sandbox.setScopes('partner', ['placement', 'im', 'imbot', 'user_brief', 'crm'])
  for (const [index, [key, portal]] of Object.entries(demoPortals).entries()) {
    await sandbox.addPortal({ key, ...portal, users: structuredClone(portal.users), port: ports[index] ?? 0 })
  }
  // These two let it read whose address is whose: their people write by mail.
  for (const key of ['harbour', 'nights']) sandbox.setScopes(key, ['placement', 'im', 'imbot', 'user_basic'])
}
