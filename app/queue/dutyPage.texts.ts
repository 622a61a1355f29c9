import { catalogue } from '#contract/common.ts'

/** A page to whoever is on duty, in the ticket (T12). */
export const dutyPageTexts = catalogue({
  ru: {
    title: 'Вызов дежурного',
    told: '{time}, вызваны: {people}.',
    waits: 'Никто не подтвердил. Следующий получит вызов {time}.',
    waitsForGood: 'Никто не подтвердил, вызваны все, кто может помочь.',
    confirmed: 'Вызов принят: {name}, {time}. Разговор по телефону или в мессенджере запишите в обращении.',
    somebody: 'сотрудник',
    confirm: 'Принял',
    contact: 'Записать разговор',
  },
  uk: {
    title: 'Виклик чергового',
    told: '{time}, викликано: {people}.',
    waits: 'Ніхто не підтвердив. Наступний отримає виклик {time}.',
    waitsForGood: 'Ніхто не підтвердив, викликано всіх, хто може допомогти.',
    confirmed: 'Виклик прийнято: {name}, {time}. Розмову телефоном або в месенджері запишіть у зверненні.',
    somebody: 'співробітник',
    confirm: 'Прийнято',
    contact: 'Записати розмову',
  },
  en: {
    title: 'On-duty page',
    told: '{time}, paged: {people}.',
    waits: 'Nobody has confirmed it. The next one is paged {time}.',
    waitsForGood: 'Nobody has confirmed it, and everybody who can help was paged.',
    confirmed: 'Taken: {name}, {time}. Note in the ticket what is said by phone or messenger.',
    somebody: 'a colleague',
    confirm: 'Taken',
    contact: 'Note a talk',
  },
})
