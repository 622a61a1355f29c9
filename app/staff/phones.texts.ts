import { catalogue } from '#contract/common.ts'

/** Phones of a desk's people for the clients of special requests (T10). */
export const phoneTexts = catalogue({
  ru: {
    title: 'Телефоны для спецобращений',
    lead: 'Клиент спецобращения видит телефон того, кто за него отвечает, и получает его письмом. По нему уточняют детали.',
    phoneOf: 'Телефон: {name}',
    none: 'не указан',
    wrong: 'Это не телефон. Впишите его как +380 44 123-45-67.',
    save: 'Сохранить',
    saveOf: 'Сохранить телефон: {name}',
    saved: 'Телефон сохранён: {name}.',
  },
  uk: {
    title: 'Телефони для спецзвернень',
    lead: 'Клієнт спецзвернення бачить телефон того, хто за нього відповідає, і отримує його листом. Ним уточнюють деталі.',
    phoneOf: 'Телефон: {name}',
    none: 'не вказано',
    wrong: 'Це не телефон. Упишіть його як +380 44 123-45-67.',
    save: 'Зберегти',
    saveOf: 'Зберегти телефон: {name}',
    saved: 'Телефон збережено: {name}.',
  },
  en: {
    title: 'Phones for special requests',
    lead: 'The client of a special request sees the phone of whoever is responsible, and gets it by mail. It is for details.',
    phoneOf: 'Phone of {name}',
    none: 'none',
    wrong: 'This is no phone. Write it like +380 44 123-45-67.',
    save: 'Save',
    saveOf: 'Save the phone of {name}',
    saved: 'Phone saved: {name}.',
  },
})
