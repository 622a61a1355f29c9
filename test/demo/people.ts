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

/** The vendor of a product for web shops, in Kyiv, and three who have built on it. */
export const vendorPeople = {
  owner: person(1, 'Оксана Коваленко', { position: 'Директорка з підтримки', gender: 'F', isAdmin: true }),
  lead: person(2, 'Тарас Мельничук', { position: 'Керівник служби підтримки' }),
  firstAgent: person(3, 'Ірина Бондар', { position: 'Інженерка підтримки', gender: 'F' }),
  secondAgent: person(4, 'Богдан Гнатюк', { position: 'Інженер підтримки' }),
}
export const springPeople = {
  admin: person(1, 'Наталя Шевчук', { position: 'Директорка', gender: 'F', isAdmin: true }),
  developer: person(2, 'Максим Лисенко', { position: 'Розробник', isAdmin: true }),
}
export const chestnutPeople = {
  admin: person(1, 'Андрій Ткаченко', { position: 'Технічний директор', isAdmin: true }),
}
export const towelPeople = {
  admin: person(1, 'Софія Романюк', { position: 'Власниця', gender: 'F', isAdmin: true }),
}

/** A booking service, and three houses that take their guests with it. */
export const servicePeople = {
  owner: person(1, 'Герман Щукин', { position: 'Директор', isAdmin: true }),
  lead: person(2, 'Вера Платонова', { position: 'Руководитель поддержки', gender: 'F' }),
  firstAgent: person(3, 'Илья Рогов', { position: 'Специалист поддержки' }),
  secondAgent: person(4, 'Майя Сафина', { position: 'Специалист поддержки', gender: 'F' }),
}
export const harbourPeople = {
  admin: person(1, 'Анна Жукова', {
    email: 'anna@lesnaya-gavan.example',
    position: 'Управляющая',
    gender: 'F',
    isAdmin: true,
  }),
  manager: person(2, 'Пётр Самсонов', {
    email: 'petr@lesnaya-gavan.example',
    position: 'Старший администратор',
    isAdmin: true,
  }),
}
export const nightsPeople = {
  admin: person(1, 'Лидия Орлова', {
    email: 'lidia@belye-nochi.example',
    position: 'Владелица',
    gender: 'F',
    isAdmin: true,
  }),
}
export const anchorPeople = {
  admin: person(1, 'Степан Бойко', { position: 'Управляющий', isAdmin: true }),
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
  oksana: { portal: 'vendor', userId: vendorPeople.owner.id },
  taras: { portal: 'vendor', userId: vendorPeople.lead.id },
  iryna: { portal: 'vendor', userId: vendorPeople.firstAgent.id },
  bohdan: { portal: 'vendor', userId: vendorPeople.secondAgent.id },
  natalia: { portal: 'spring', userId: springPeople.admin.id },
  maksym: { portal: 'spring', userId: springPeople.developer.id },
  andriy: { portal: 'chestnut', userId: chestnutPeople.admin.id },
  sofia: { portal: 'towel', userId: towelPeople.admin.id },
  german: { portal: 'service', userId: servicePeople.owner.id },
  vera: { portal: 'service', userId: servicePeople.lead.id },
  ilya: { portal: 'service', userId: servicePeople.firstAgent.id },
  maya: { portal: 'service', userId: servicePeople.secondAgent.id },
  anna: { portal: 'harbour', userId: harbourPeople.admin.id },
  petr: { portal: 'harbour', userId: harbourPeople.manager.id },
  lidia: { portal: 'nights', userId: nightsPeople.admin.id },
  stepan: { portal: 'anchor', userId: anchorPeople.admin.id },
} as const satisfies Record<string, Teller>
