import type { Regulation } from '#contract/regulation.ts'

/** Categories and priorities (T3): a request of any kind is never urgent, an incident may be. */
export const categories: Regulation['categories'] = [
  {
    code: 'incident',
    title: { ru: 'Инцидент', uk: 'Інцидент', en: 'Incident' },
    priorities: ['low', 'medium', 'high', 'critical'],
  },
  {
    code: 'serviceRequest',
    title: { ru: 'Запрос на обслуживание', uk: 'Запит на обслуговування', en: 'Service request' },
    priorities: ['low', 'medium'],
  },
  {
    code: 'informationRequest',
    title: { ru: 'Запрос информации', uk: 'Запит інформації', en: 'Information request' },
    priorities: ['low', 'medium'],
  },
  {
    code: 'changeRequest',
    title: { ru: 'Запрос на изменение', uk: 'Запит на зміну', en: 'Change request' },
    priorities: ['low', 'medium'],
  },
]

export const priorities: Regulation['priorities'] = [
  {
    code: 'low',
    title: { ru: 'Низкий', uk: 'Низький', en: 'Low' },
    meaning: {
      ru: 'Работе не мешает: дело во внешнем виде.',
      uk: 'Роботі не заважає: йдеться про зовнішній вигляд.',
      en: 'Work goes on: it is about how things look.',
    },
  },
  {
    code: 'medium',
    title: { ru: 'Средний', uk: 'Середній', en: 'Medium' },
    meaning: {
      ru: 'Работать можно, но неудобно; бизнес-процессы почти не затронуты.',
      uk: 'Працювати можна, але незручно; бізнес-процеси майже не зачеплені.',
      en: 'Work goes on less comfortably; business processes are hardly touched.',
    },
  },
  {
    code: 'high',
    title: { ru: 'Высокий', uk: 'Високий', en: 'High' },
    meaning: {
      ru: 'Часть бизнес-процессов или целевое действие нарушены.',
      uk: 'Частину бізнес-процесів або цільову дію порушено.',
      en: 'Some business processes, or the target action, are disturbed.',
    },
  },
  {
    code: 'critical',
    title: { ru: 'Критический', uk: 'Критичний', en: 'Critical' },
    meaning: {
      ru: 'Бизнес-процессы стоят, или целевое действие невозможно.',
      uk: 'Бізнес-процеси стоять, або цільова дія неможлива.',
      en: 'Business processes stand still, or the target action is impossible.',
    },
  },
]

export const deferralReasons: Regulation['deferralReasons'] = [
  {
    code: 'moreFromClient',
    title: { ru: 'Не хватает сведений', uk: 'Бракує відомостей', en: 'Details are missing' },
    textForClient: {
      ru: 'Чтобы продолжить, нам нужны подробности. Напишите их сюда, и работа возобновится.',
      uk: 'Щоб продовжити, нам потрібні подробиці. Напишіть їх сюди, і робота відновиться.',
      en: 'We need more details to go on. Write them here and the work resumes.',
    },
    liftedBy: 'clientMessage',
  },
  {
    code: 'notReproduced',
    title: { ru: 'Не воспроизводится', uk: 'Не відтворюється', en: 'Cannot be reproduced' },
    textForClient: {
      ru: 'Повторить ошибку не удалось. Напишите, когда она появится снова, или дайте временный доступ.',
      uk: 'Повторити помилку не вдалося. Напишіть, коли вона з’явиться знову, або дайте тимчасовий доступ.',
      en: 'We could not reproduce the error. Write when it comes back, or give temporary access.',
    },
    liftedBy: 'clientMessage',
  },
  {
    code: 'deepDiagnosis',
    title: { ru: 'Нужна глубокая диагностика', uk: 'Потрібна глибока діагностика', en: 'Needs deep diagnosis' },
    textForClient: {
      ru: 'Причину ищут разработчики. Мы вернёмся к обращению не позже указанной даты.',
      uk: 'Причину шукають розробники. Ми повернемося до звернення не пізніше вказаної дати.',
      en: 'Developers are looking for the cause. We come back to the ticket by the date shown.',
    },
    liftedBy: null,
  },
  {
    code: 'awaitsRelease',
    title: { ru: 'Ждёт обновления', uk: 'Чекає на оновлення', en: 'Awaits a release' },
    textForClient: {
      ru: 'Исправление выйдет с обновлением продукта. Ожидаемая дата указана в обращении.',
      uk: 'Виправлення вийде з оновленням продукту. Очікувану дату вказано у зверненні.',
      en: 'The fix comes with a product update. The expected date is shown in the ticket.',
    },
    liftedBy: null,
  },
]
