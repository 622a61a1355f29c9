import { clientPeople, partnerPeople, person, standardPeople } from '#test/portal/people.ts'
import type { Teller } from './teller.ts'

/** A client that the partner has worked for these weeks, so that its desk is not empty on the first day. */
export const neighbourPeople = {
  admin: person(1, 'Роман Ветров', { position: 'Коммерческий директор', isAdmin: true }),
  manager: person(2, 'Ксения Лыткина', { position: 'Руководитель отдела продаж', gender: 'F', isAdmin: true }),
}

/** And one that has run out of paid time. */
export const workshopPeople = {
  admin: person(1, 'Полина Гущина', { position: 'Директор', gender: 'F', isAdmin: true }),
}

/** Who speaks in the story. */
export const cast = {
  marina: { portal: 'client', userId: clientPeople.admin.id },
  oleg: { portal: 'client', userId: clientPeople.secondAdmin.id },
  timur: { portal: 'client', userId: clientPeople.integrator.id },
  roman: { portal: 'neighbour', userId: neighbourPeople.admin.id },
  ksenia: { portal: 'neighbour', userId: neighbourPeople.manager.id },
  polina: { portal: 'workshop', userId: workshopPeople.admin.id },
  elena: { portal: 'standard', userId: standardPeople.owner.id },
  nikita: { portal: 'standard', userId: standardPeople.firstAgent.id },
  alina: { portal: 'standard', userId: standardPeople.secondAgent.id },
  viktor: { portal: 'partner', userId: partnerPeople.owner.id },
  svetlana: { portal: 'partner', userId: partnerPeople.lead.id },
  artem: { portal: 'partner', userId: partnerPeople.firstAgent.id },
  darya: { portal: 'partner', userId: partnerPeople.secondAgent.id },
} as const satisfies Record<string, Teller>
